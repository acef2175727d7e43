"""A browser that notices whether anything ran, was asked for elsewhere, or stands in a page and is not ours."""

import mimetypes

from playwright.sync_api import Browser, Dialog, Page, Route

from tests.xss.recording import Recording, static_file

OWN = "http://testserver"
BLANK = "/blank/"
#: What our own pages ask for besides, and do without here.
OURS = ("/static/", "/staff/", "/media/", "/favicon.ico")

#: Runs before anything of a page: whatever would pop up, and whatever the policy stops, is written down.
HOOKS = """
window.__xss = [];
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => { window.__xss.push(`ran ${name}`); };
addEventListener("securitypolicyviolation", (event) => window.__xss.push(
  `policy stopped ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
#: What must not be anywhere in a document, whoever wrote it, and what students' words may consist of.
AUDIT = """
() => {
  const found = [...window.__xss];
  const say = (element, why) => found.push(`${why}: ${element.outerHTML.slice(0, 160)}`);
  const bad = /^(javascript|vbscript|data|blob|file):/i;
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || name === "srcdoc") say(element, name);
      if (["href", "src", "action", "formaction", "data", "poster", "background", "xlink:href"].includes(name)
          && bad.test(value.replace(/[\\u0000-\\u0020]/g, "")) && !value.startsWith("data:image/")) say(element, name);
    }
    if (element.matches("main :is(iframe, object, embed, base, meta, style, math, script:not([src]), frame, portal)"))
      say(element, "element");
  }
  const tags = new Set(["P", "BR", "STRONG", "EM", "UL", "OL", "LI", "BLOCKQUOTE", "CODE", "PRE", "A"]);
  for (const element of document.querySelectorAll(".post__body *")) {
    if (!tags.has(element.tagName)) say(element, "element in a post");
    for (const { name } of element.attributes)
      if (!["href", "rel", "start"].includes(name)) say(element, `${name} in a post`);
    if (element.matches("a") && element.getAttribute("rel") !== "nofollow ugc noopener") say(element, "rel");
  }
  return found;
}
"""
SETTLE = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Watch:
    """One person's browser on a recorded site, under watch; ``found`` is what went wrong, with where."""

    def __init__(self, browser: Browser, recording: Recording, who: str) -> None:
        self.recording, self.who, self.found = recording, who, []
        context = browser.new_context(base_url=OWN)
        context.route("**/*", self._answer)
        self.page: Page = context.new_page()
        self.page.add_init_script(HOOKS)
        self.page.on("dialog", self._dialog)
        self.page.on("pageerror", lambda error: self.found.append(f"{self.page.url}: {error}"))

    def _dialog(self, dialog: Dialog) -> None:
        self.found.append(f"{self.page.url}: a dialog said {dialog.message}")
        dialog.dismiss()

    def _answer(self, route: Route) -> None:
        """Answer as the site did; what it was never asked for is refused, and noted if it is nobody's business."""
        address = route.request.url.removeprefix(OWN)
        answer = self.recording.pages.get((self.who, address))
        if address == BLANK:
            route.fulfill(body="", content_type="text/html")
        elif answer:
            route.fulfill(status=answer.status, headers=answer.headers, body=answer.body)
        elif body := static_file(address.partition("?")[0]):
            route.fulfill(body=body, content_type=mimetypes.guess_type(address)[0] or "application/octet-stream")
        else:
            if not address.startswith(OURS):
                self.found.append(f"{self.page.url}: asked for {route.request.url}")
            route.abort()

    def visit(self, address: str) -> None:
        """Open an address and look at everything that is there."""
        self.page.goto(address, wait_until="load")
        if self.page.locator("lesson-discussion").count():
            self.page.locator("lesson-discussion").scroll_into_view_if_needed()
            self.page.wait_for_selector(".discussion__row")
        self.look(address)
        if self.page.url != OWN + address:
            self.found.append(f"{address}: led to {self.page.url}")

    def show(self, html: str, where: str) -> None:
        """Let the browser read ``html`` with no policy to protect it."""
        self.page.goto(BLANK)
        self.page.set_content(html, wait_until="domcontentloaded")
        self.look(where)

    def texts(self, selector: str, of: str = "textContent") -> list[str]:
        """Return the words of all elements that ``selector`` finds."""
        return self.page.locator(selector).evaluate_all(f"all => all.map((one) => one.{of})")

    def look(self, where: str) -> None:
        """Note what has gone wrong on this page."""
        self.page.evaluate(SETTLE)
        self.found += [f"{where}: {fault}" for fault in self.page.evaluate(AUDIT)]
