from tests.ui.conftest import *
from tests.ui.test_browser_brief import *
from tests.ui.test_browser_brief import _quote,_tool
def test_dbg(writer):
    _quote(writer,"62/27, par. 8"); _tool(writer,"edit",1); writer.page.wait_for_timeout(1500)
    writer.page.screenshot(path="/tmp/brief-room/dbg.png")
    print([a.get_attribute("aria-label") for a in writer.page.locator("textarea").all()])
    print(writer.page.locator("textarea").last.evaluate("e=>e.closest('[data-testid=stTextArea]').outerHTML")[:1500])
