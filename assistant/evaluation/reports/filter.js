(() => {
  const form = document.querySelector("form.filters"), shown = document.getElementById("shown");
  const questions = [...document.querySelectorAll("details.question")];
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = questions.map((q) => plain(q.textContent));
  const apply = () => {
    const wanted = new FormData(form), words = plain(wanted.get("search"));
    let count = 0;
    questions.forEach((question, n) => {
      const fits = ["type", "verdict", "language"].every((name) => !wanted.get(name) || question.dataset[name] === wanted.get(name))
        && (!wanted.get("why") || question.dataset.why.split(" ").includes(wanted.get("why")))
        && texts[n].includes(words);
      question.hidden = !fits;
      count += fits;
    });
    shown.textContent = `${count} / ${questions.length}`;
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("beforeprint", () => questions.forEach((question) => { question.open = true; }));
  apply();
})();
