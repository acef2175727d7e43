/**
 * <offline-reader data-shelf …words>: shows the lesson that stands at this address from what the device keeps; at any other
 * address what is kept. Its parts are <template>s of the page; a name in data-fill is filled, in data-list repeated.
 *
 * What is read and marked as done is reported to the store, which sends it once there is a connection.
 */
const EVERY_MS = 15000;
const SENDING_MS = 2000;

class OfflineReader extends HTMLElement {
  async connectedCallback() {
    offlineStore.channel.addEventListener("message", ({ data }) => "changed" in data && this.reload());
    await this.show();
    this.setAttribute("data-ready", "");
  }

  reload() {
    if (this.lesson) location.reload();
    else this.show();
  }

  async show() {
    this.courses = await offlineStore.courses();
    this.lesson = await offlineStore.lessonAt(location.pathname);
    const cache = this.lesson && (await caches.open(offlineStore.cacheOf(this.lesson.course)));
    const kept = await cache?.match(this.lesson.step.body, { ignoreVary: true });
    if (kept) await this.showLesson(await kept.text(), cache);
    else this.showShelf();
  }

  make(name, words = {}) {
    const part = this.querySelector(`template[data-part="${name}"]`).content.cloneNode(true);
    for (const place of part.querySelectorAll("[data-fill]")) place.textContent = words[place.dataset.fill] ?? "";
    return part;
  }

  put(part) {
    this.querySelector("[data-shown]").replaceChildren(part);
  }

  showShelf() {
    const isHere = location.pathname === this.dataset.shelf;
    const page = this.make(this.courses.length ? "shelf" : "nothing", {
      title: isHere ? this.dataset.here : this.dataset.elsewhere,
    });
    page.querySelector("[data-list=courses]")?.replaceChildren(...this.courses.map((course) => this.courseOf(course)));
    page.querySelector("[data-act=forget]")?.addEventListener("click", () => this.forget());
    this.put(page);
    if (!isHere) document.title = this.dataset.elsewhere;
  }

  courseOf(course) {
    const until = new Date(course.checkedAt + course.manifest.keep_days * 86_400_000);
    const part = this.make("course", {
      title: course.manifest.course.title,
      until: this.dataset.until.replace("{date}", until.toLocaleDateString(document.documentElement.lang, { dateStyle: "long" })),
    });
    part.querySelector("[data-list=modules]").replaceChildren(...this.modulesOf(course));
    return part;
  }

  modulesOf(course, current = null) {
    const modules = course.manifest.modules.filter((module) => course.chosen.includes(module.id));
    return modules.map((module) => {
      const done = module.steps.filter((step) => step.state === "done").length;
      const part = this.make("module", { title: module.title, done: `${done}/${module.steps.length}` });
      part.querySelector("details").open = !current || module.steps.includes(current);
      part.querySelector("ol").replaceChildren(...module.steps.map((step) => this.stepOf(course, step, current)));
      return part;
    });
  }

  stepOf(course, step, current) {
    const isKept = offlineStore.isKept(course, step);
    const part = this.make(isKept ? "step" : "missing-step", { title: step.title });
    part.querySelector("[data-mark]").replaceWith(this.make(`mark-${step.state}`));
    const link = part.querySelector("a");
    if (link) link.href = step.url;
    if (link && step === current) link.setAttribute("aria-current", "page");
    return part;
  }

  async showLesson(html, cache) {
    const { course, step, steps, place } = this.lesson;
    const around = (way) => steps.slice(way > 0 ? place + 1 : 0, way > 0 ? undefined : place).at(way > 0 ? 0 : -1);
    this.next = around(1);
    const part = this.make("lesson", { course: course.manifest.course.title });
    part.querySelector("[data-list=modules]").replaceChildren(...this.modulesOf(course, step));
    part.querySelector("[data-body]").innerHTML = html;
    this.turn(part, step, around(-1));
    await this.withoutConnection(part, cache);
    this.link(course, step);
    this.put(part);
    document.title = `${step.title} · ${course.manifest.course.title}`;
    this.follow(course, step);
    await offlineStore.report(course, step, "opened");
  }

  /** The end of a lesson: mark as done and go on, and the steps before and after. */
  turn(part, step, before) {
    const isDone = step.state === "done";
    part.querySelector("[data-when=done]").hidden = !isDone;
    const button = part.querySelector("[data-act=done]");
    button.hidden = isDone;
    button.addEventListener("click", () => this.finish(button));
    this.neighbour(part.querySelector("[rel=prev]"), before);
    this.neighbour(part.querySelector("[rel=next]"), this.next);
  }

  neighbour(link, step) {
    if (!step) return link.remove();
    link.href = step.url;
    link.querySelector("[data-title]").textContent = step.title;
    link.querySelector("[data-missing]").hidden = offlineStore.isKept(this.lesson.course, step);
    return link;
  }

  async finish(button) {
    button.disabled = true;
    await offlineStore.report(this.lesson.course, this.lesson.step, "done");
    const late = new Promise((resolve) => setTimeout(resolve, SENDING_MS));
    if (navigator.onLine) await Promise.race([offlineStore.send().catch(() => {}), late]);
    location.assign(this.next?.url ?? this.dataset.shelf);
  }

  /** What a lesson holds that is not on the device says so instead of failing. */
  async withoutConnection(part, cache) {
    for (const form of part.querySelectorAll("self-check form")) {
      form.querySelectorAll("button").forEach((button) => { button.disabled = true; });
      form.append(this.make("needs-connection"));
    }
    const isMissing = async (url) => url && !(await cache.match(url, { ignoreVary: true }));
    for (const player of part.querySelectorAll("video, audio")) {
      if (await isMissing(player.querySelector("source")?.getAttribute("src"))) player.replaceWith(this.make("no-media"));
    }
    for (const link of part.querySelectorAll("a.downloads__link")) {
      if (await isMissing(link.getAttribute("href"))) link.append(this.make("not-here"));
    }
    for (const image of part.querySelectorAll("img")) {
      if (await isMissing(image.getAttribute("src"))) image.replaceWith(this.make("no-picture", { alt: image.alt }));
    }
  }

  /** The style sheets and scripts that the blocks of this lesson need. */
  link(course, step) {
    for (const url of step.assets) {
      if (document.querySelector(`[href="${url}"], [src="${url}"]`)) continue;
      const isStyle = url.endsWith(".css");
      if (!isStyle && !url.endsWith(".js")) continue;
      const node = document.createElement(isStyle ? "link" : "script");
      Object.assign(node, isStyle ? { rel: "stylesheet", href: url } : { type: "module", src: url });
      document.head.append(node);
    }
  }

  /** Remember how far the lesson was read, and offer the way back there. */
  follow(course, step) {
    let reported = step.position;
    let moved = false;
    const report = () => {
      if (!moved || place() === reported) return;
      reported = place();
      offlineStore.report(course, step, "position", reported);
    };
    window.addEventListener("scroll", () => { moved = true; }, { passive: true });
    document.addEventListener("visibilitychange", () => document.hidden && report());
    setInterval(report, EVERY_MS);
    const back = this.querySelector("[data-act=back]");
    back.hidden = step.position < 5 || step.position > 95;
    back.addEventListener("click", () => goTo(step.position, back));
  }

  async forget() {
    await offlineStore.wipe();
    document.cookie = "offline=; path=/; max-age=0";
    this.show();
  }
}

const way = () => document.documentElement.scrollHeight - window.innerHeight;
const place = () => (way() > 0 ? Math.round(Math.min(1, Math.max(0, window.scrollY / way())) * 100) : 0);

function goTo(position, button) {
  button.hidden = true;
  window.scrollTo({ top: (way() * position) / 100 });
}

customElements.define("offline-reader", OfflineReader);
