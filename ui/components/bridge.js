// The one script of the interface. It tells Python what was clicked in the HTML that we draw (citations, filters,
// suggestions), keeps the page's language, moves to the cited words, and names Streamlit's own controls.
const PAGE = (window.__alinea ??= { data: null, pane: null, observer: null, listeners: [], byKey: false, opener: null,
                                    asked: null, moved: false, form: null, fresh: false })

const FIELD = '[data-testid=stChatInput] textarea, .st-key-corpus_words input'
const typing = (el) => el && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName))
const element = (name, ...children) => { const made = document.createElement(name); made.append(...children); return made }
const linked = (href, text) => { const a = element('a', text); a.href = href; return a }

// An answer as a text processor takes it: its paragraphs and lists, every number a link to the official document, the
// references below. Made of what stands on the page, where everything is escaped already.
function richAnswer(article) {
  const page = element('div')
  page.append(...article.querySelector('.prose').cloneNode(true).childNodes)
  const references = new Map()
  for (const chip of page.querySelectorAll('.cw')) {
    const { n, ref, official } = chip.querySelector('a.cite').dataset
    references.set(n, element('p', `[${n}] `, linked(official, chip.querySelector('.card b').textContent), ` (${ref})`))
    chip.replaceWith(element('sup', linked(official, `[${n}]`)))
  }
  page.append(...references.values())
  return page.innerHTML
}

// Any other text: blank lines divide paragraphs.
function richText(text) {
  const lines = (block) => block.split('\n').flatMap((line, i) => (i ? [document.createElement('br'), line] : [line]))
  return element('div', ...text.split(/\n{2,}/).map((block) => element('p', ...lines(block)))).innerHTML
}

async function copy(button) {
  const text = button.dataset.copy
  const article = button.closest('article.answer:has(.prose)')
  const rich = article ? richAnswer(article) : richText(text)
  try {
    const item = { 'text/plain': new Blob([text], { type: 'text/plain' }),
                   'text/html': new Blob([rich], { type: 'text/html' }) }
    await navigator.clipboard.write([new ClipboardItem(item)])
  } catch {
    await navigator.clipboard.writeText(text)
  }
  const before = button.textContent
  button.textContent = button.dataset.done
  setTimeout(() => { button.textContent = before }, 2000)
}

function placeCard(chip) {
  const card = chip.querySelector('.card')
  if (!card) return
  card.style.translate = ''
  chip.classList.remove('below')
  requestAnimationFrame(() => {
    if (card.getBoundingClientRect().top < 64) chip.classList.add('below')
    const box = card.getBoundingClientRect()
    const over = box.right - (document.documentElement.clientWidth - 8)
    if (over > 0) card.style.translate = `${-over}px 0`
    else if (box.left < 8) card.style.translate = `${8 - box.left}px 0`
  })
}

// The card of a chip has done its work until the pointer or the focus comes back.
function rest(chip) {
  if (!chip) return
  chip.classList.add('off')
  for (const type of ['mouseleave', 'focusout']) chip.addEventListener(type, () => chip.classList.remove('off'), { once: true })
}

// A form that has just opened is brought into sight, ready to be typed in.
function showForm() {
  const field = document.querySelector('.st-key-editing textarea')
  if (field && field !== PAGE.form) {
    field.focus({ preventScroll: true })
    field.scrollIntoView({ block: 'center' })
  }
  PAGE.form = field
}

// A new conversation begins in the question field, however long the page takes to be drawn, unless the reader has
// gone on by then.
function showField() {
  if (PAGE.fresh && document.querySelector('.welcome')) document.querySelector(FIELD)?.focus()
}

function moveTo(target) {
  const pane = target.closest('.pane')
  if (!pane) return target.scrollIntoView({ block: 'center' })
  const inside = target.querySelector('.quoted') ?? target
  const offset = inside.getBoundingClientRect().top - pane.getBoundingClientRect().top
  const room = Math.max(24, (pane.clientHeight - Math.min(inside.offsetHeight, pane.clientHeight)) / 2)
  pane.scrollTop += offset - room
}

// Once for every pane that appears: whoever draws it again, the cited words are in sight.
function showCited() {
  const pane = document.querySelector('.pane[data-open]')
  if (!pane || pane === PAGE.pane) return
  PAGE.pane = pane
  const target = pane.querySelector('.hit')
  if (!target) return
  moveTo(target)
  if (PAGE.byKey) target.focus({ preventScroll: true })
  PAGE.byKey = false
}

// A question asked, and again its answer, is brought to the top of the window, to be read from its beginning; not once
// the reader has moved on by hand.
function showAsked() {
  const asks = document.querySelectorAll('.ask[data-turn]')
  const last = asks[asks.length - 1]
  if (!last) { PAGE.asked = null; return }
  const stage = `${last.dataset.turn} ${document.querySelector('article.answer.running') ? 'running' : 'ended'}`
  if (stage === PAGE.asked) return
  if (PAGE.asked?.split(' ')[0] !== last.dataset.turn) PAGE.moved = false
  PAGE.asked = stage
  if (PAGE.moved) return
  last.scrollIntoView({ block: 'start' })
}

function markOpenChips({ ref, turn, n }) {
  for (const chip of document.querySelectorAll('a.cite')) {
    const open = chip.dataset.ref === ref && (!turn || (chip.dataset.turn === String(turn) && chip.dataset.n === String(n)))
    if (open) chip.setAttribute('aria-current', 'true')
    else chip.removeAttribute('aria-current')
  }
}

// `label` names a control; `text` replaces its first words, or with `from` those words alone, wherever they stand in
// it; with `alone` nothing but `text` is left.
function nameControls(names) {
  for (const { at, label, text, from, alone, role } of names)
    for (const el of document.querySelectorAll(at)) {
      if (role && el.getAttribute('role') !== role) el.setAttribute('role', role)
      if (label && el.getAttribute('aria-label') !== label) el.setAttribute('aria-label', label)
      if (!text) continue
      const walker = document.createTreeWalker(el, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node; node = from ? walker.nextNode() : null)
        if (from ? node.data.trim() === from : node.data !== text) node.data = text
      if (alone)
        for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.data) node.data = ''
    }
}

// Streamlit keeps the theme in the browser, for each address of the app on its own; ours is one for all of them.
const THEMES = ['System', 'Light', 'Dark']
const themeKeys = () => {
  const version = Object.keys(localStorage).find((key) => key.startsWith('stActiveTheme-'))?.match(/-v\d+$/)?.[0]
  const links = [...document.querySelectorAll('[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]')]
  const paths = new Set([location.pathname, '/', ...links.map((link) => new URL(link.href).pathname)])
  return version ? [...paths].map((path) => `stActiveTheme-${path}${version}`) : []
}
const keepTheme = (theme) => { for (const key of themeKeys()) localStorage.setItem(key, JSON.stringify(theme)) }
function nextTheme() {
  const theme = THEMES[(THEMES.indexOf(localStorage.alineaTheme ?? 'System') + 1) % THEMES.length]
  localStorage.alineaTheme = theme
  keepTheme(theme)
  location.reload()
}
function nameTheme() {
  const theme = localStorage.alineaTheme
  if (theme) keepTheme(theme)
  for (const button of document.querySelectorAll('[data-theme]')) {
    const said = button.dataset[(theme ?? 'System').toLowerCase()]
    if (said && button.textContent !== said) button.textContent = said
  }
}

// What the latest data asks of whatever stands on the page now.
function dress() {
  nameControls(PAGE.data.names)
  markOpenChips(PAGE.data)
  nameTheme()
  document.documentElement.dataset.bridge = 'ready'
}

const listen = (type, handler, options) => {
  document.addEventListener(type, handler, options)
  PAGE.listeners.push(() => document.removeEventListener(type, handler, options))
}

export default function ({ data: bytes, setTriggerValue }) {
  const data = JSON.parse(new TextDecoder().decode(bytes))
  PAGE.listeners.splice(0).forEach((remove) => remove())
  document.documentElement.lang = data.lang
  const send = (kind, rest) => setTriggerValue('event', { kind, ...rest })

  const close = () => {
    send('close', {})
    if (!PAGE.opener) return
    rest(PAGE.opener.closest('.cw'))
    PAGE.opener.focus({ preventScroll: true })  // back to where the reader came from
  }

  listen('click', (event) => {
    const el = event.target.closest?.('a[data-ref], [data-send], [data-copy], [data-jump], [data-dialog], [data-theme]')
    if (!el || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    event.stopPropagation()
    const set = el.dataset
    rest(el.closest('.cw'))
    if (set.ref) { PAGE.byKey = !event.detail; PAGE.opener = el }
    if (set.ref) send('open', { ref: set.ref, turn: Number(set.turn) || null, n: Number(set.n) || null, lang: set.lang ?? null })
    else if (set.copy !== undefined) copy(el)
    else if (set.jump) { const to = document.getElementById(set.jump); if (to) { moveTo(to); to.focus({ preventScroll: true }) } }
    else if (set.dialog) toggleDialog(set.dialog)
    else if (set.theme !== undefined) nextTheme()
    else send(set.send, { value: set.value ?? '', turn: Number(set.turn) || null })
  }, true)

  const toggleDialog = (id) => {
    const dialog = document.getElementById(id)
    if (!dialog) return
    if (dialog.open) dialog.close()
    else dialog.showModal()
  }

  // On a phone the side panel lies over the page: who has chosen something in it wants to see that.
  listen('click', (event) => {
    const chosen = event.target.closest?.('[data-testid=stSidebarNavLink], .st-key-new button, [class*=st-key-conversation_] button')
    const fold = () => document.querySelector('[data-testid=stSidebarCollapseButton] button')?.click()
    if (chosen?.closest('[data-testid=stSidebar]') && innerWidth < 768) setTimeout(fold, 100)
  })

  for (const type of ['wheel', 'touchmove']) listen(type, () => { PAGE.moved = true }, { passive: true })

  listen('mouseover', (event) => { const chip = event.target.closest?.('.cw'); if (chip) placeCard(chip) })
  listen('focusin', (event) => { const chip = event.target.closest?.('.cw'); if (chip) placeCard(chip) })

  listen('pointerdown', () => { PAGE.fresh = false })
  listen('keydown', (event) => {
    PAGE.fresh = false
    if (event.key === 'Escape' && document.querySelector('dialog[open]')) return
    if (event.key === 'Escape' && typing(event.target)) return event.target.blur()
    if (event.key === 'Escape' && document.querySelector('.pane')) return close()
    if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === '?') return toggleDialog('shortcuts')
    const last = [...document.querySelectorAll('article.answer:not(.running)')].pop()
    const pressed = { c: () => last?.querySelector('[data-copy]'), o: () => last?.querySelector('a[data-ref]'),
                      b: () => document.querySelector('.st-key-add_to_brief button'),
                      N: () => document.querySelector('.st-key-new button') }[event.key]?.()
    if (pressed) {
      event.preventDefault()
      PAGE.fresh = event.key === 'N'
      return pressed.click()
    }
    if (event.key === '/') {
      const field = document.querySelector(FIELD)
      if (field) { event.preventDefault(); field.focus() }
    }
    if ((event.key === 'n' || event.key === 'p') && document.querySelector('.pane'))
      send(event.key === 'n' ? 'next' : 'previous', {})
  })

  PAGE.data = data
  dress()
  PAGE.observer?.disconnect()
  let waiting = false
  PAGE.observer = new MutationObserver(() => {
    showCited()
    showAsked()
    showForm()
    showField()
    if (waiting) return
    waiting = true
    document.documentElement.dataset.bridge = 'dressing'
    setTimeout(() => { waiting = false; dress() }, 100)
  })
  PAGE.observer.observe(document.body, { childList: true, subtree: true })

  showCited()
  showAsked()
  return () => {}
}
