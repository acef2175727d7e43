// The picture in the form of a question that asks for places: they are put where they belong by pointing, or by the keys.
// What is done in the picture is done to the form's fields, and the other way round; the form is saved as any other.

import { PointTool } from "./drawing/point-tool.js";
import { ShapeTool } from "./drawing/shape-tool.js";
import { SpotFields } from "./drawing/spot-fields.js";
import { SpotShapes } from "./drawing/spot-shapes.js";
import { Stage } from "./drawing/stage.js";
import { loopOf } from "./drawing/path.js";
import { keyed, make, set } from "./drawing/svg.js";

const LONG_SIDE = 1000; // units of the drawing over a picture of one's own: one of them is a tenth of a percent
const WAGTAILS_FOCUS = 1000; // ms: by then an entry that was added to a list has taken the keyboard

class SpotPlacing extends HTMLElement {
  connectedCallback() {
    if (this.stage) return;
    this.form = this.closest(".spots-form");
    const view = this.form.querySelector('select[name$="-view"]');
    const changed = () => this.draw();
    const say = (text) => (this.querySelector("[data-say]").textContent = text);
    const words = JSON.parse(this.dataset.words);
    this.boxes = JSON.parse(this.dataset.boxes);
    this.view = view;
    this.fields = new SpotFields(this.form, view.name.replace(/-view$/, ""));
    this.shapes = new SpotShapes(this.fields);
    this.stage = new Stage(this.querySelector("[data-stage]"), this.boxes, changed);
    this.rings = this.stage.layer.appendChild(make("g"));
    const parts = { stage: this.stage, points: this.fields, words, say, changed };
    this.shapeTool = new ShapeTool({ ...parts, shapes: this.shapes });
    this.pointTool = new PointTool(parts);
    this.shapeTool.active = this.pointTool.active = true;
    this.words = words;
    this.listen();
    this.hidden = false;
    this.see();
  }

  listen() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-do]");
      if (button) this.act(button.dataset, event.detail === 0);
    });
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.see());
    new MutationObserver(() => this.see()).observe(this.picture, { subtree: true, attributes: true, attributeFilter: ["src", "class"] });
    const list = this.form.querySelector('[data-contentpath="targets"]');
    // An entry that goes stays in the page, hidden.
    const inList = { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-hidden"] };
    new MutationObserver(() => this.see()).observe(list, inList);
  }

  get picture() {
    return this.form.querySelector('[data-contentpath="picture"]');
  }

  act({ do: action, value }, byKeyboard) {
    const { stage, pointTool, shapeTool } = this;
    const actions = {
      "place-point": () => this.added(() => pointTool.arm(byKeyboard)),
      "new-shape": () => this.added(() => shapeTool.pen.begin(byKeyboard)),
      "new-rectangle": () => this.added(() => this.addRectangle()),
      "show-point": () => pointTool.show(Number(value)),
      zoom: () => stage.zoomBy(Number(value)),
    };
    actions[action]();
    this.draw();
  }

  // What was added by the keyboard keeps it: the list's new entry takes it a moment later, and has it taken back.
  added(add) {
    add();
    const { activeElement } = document;
    if (!this.contains(activeElement)) return;
    const waiting = new AbortController();
    const { signal } = waiting;
    document.addEventListener("pointerdown", () => waiting.abort(), { signal });
    document.addEventListener("focusin", ({ target }) => {
      if (this.contains(target)) return;
      waiting.abort();
      activeElement.focus({ preventScroll: true });
    }, { signal });
    setTimeout(() => waiting.abort(), WAGTAILS_FOCUS);
  }

  addRectangle() {
    const { x, y } = this.stage.middle();
    const size = 60 * this.stage.unit;
    const ends = [[-1, -1], [1, -1], [1, 1], [-1, 1]];
    this.shapeTool.add(loopOf(ends.map(([across, down]) => this.stage.inside({ x: x + across * size, y: y + down * size }))));
  }

  // The picture that the fields ask for: the author's own if there is one, else the view of the body.
  see() {
    const address = this.chosen();
    if (address && this.boxes.own?.source !== address) return this.load(address);
    const key = address ? "own" : this.view.value;
    this.fields.box = { ...this.boxes[key], view: key, isOwn: Boolean(address) };
    this.shapes.read();
    const { frame } = this.stage;
    frame.classList.toggle("drawing__stage--own", Boolean(address));
    if (address) frame.style.aspectRatio = `${this.boxes.own.width} / ${this.boxes.own.height}`;
    else frame.style.removeProperty("aspect-ratio");
    this.stage.show(key);
    return this.draw();
  }

  // The address of the chosen image's larger copy; an editor who may not change it has the small one of the form.
  chosen() {
    const id = this.picture.querySelector('input[name$="-image"]')?.value;
    return id ? this.dataset.picture.replace("/0/", `/${id}/`) : "";
  }

  load(address) {
    if (this.loading === address) return;
    this.loading = address;
    const image = new Image();
    image.addEventListener("load", () => this.loaded(address, image));
    image.addEventListener("error", () => {
      const small = this.picture.querySelector("img")?.src;
      if (small && image.src !== small) image.src = small;
    });
    image.src = address;
  }

  loaded(source, { src, naturalWidth, naturalHeight }) {
    if (this.chosen() !== source) return;
    const unit = LONG_SIDE / Math.max(naturalWidth, naturalHeight);
    const size = { width: naturalWidth * unit, height: naturalHeight * unit };
    this.boxes.own = { ...size, source, picture: src, label: this.words.own, axis: null, mirror: "" };
    this.stage.view = "";
    this.loading = "";
    this.see();
  }

  draw() {
    if (!this.fields?.box || !this.stage.view || !this.pointTool) return;
    const { shapeTool, pointTool, shapes } = this;
    if (shapeTool.chosen >= shapes.shapes.length) shapeTool.choose(0);
    if (!shapeTool.node) shapeTool.choose(shapeTool.chosen);
    this.drawRings();
    shapeTool.draw();
    pointTool.draw();
    this.refresh();
  }

  drawRings() {
    const round = this.fields.all().filter(({ placed, corners }) => placed && !corners.length);
    const draw = (node, { x, y, radius }) => set(node, { cx: x, cy: y, r: radius });
    keyed(this.rings, round, () => make("circle", { class: "drawing__shape drawing__round" }), draw);
  }

  refresh() {
    const armed = { "place-point": this.pointTool.armed, "new-shape": this.shapeTool.pen.isDown };
    for (const button of this.querySelectorAll("button[aria-pressed]")) button.setAttribute("aria-pressed", armed[button.dataset.do]);
    this.classList.toggle("is-armed", Object.values(armed).some(Boolean));
    const list = this.querySelector("[data-list]");
    keyedLines(list, this.fields.all(), this.words);
  }
}

// Every place by its name: where it is, or that it has no place yet.
function keyedLines(list, spots, words) {
  const lines = spots.map((spot) => {
    const line = [...list.children].find(({ dataset }) => dataset.id === spot.id) ?? makeLine(spot);
    const [button, what] = line.children;
    const where = words.place.replace("{x}", spot.said.x).replace("{y}", spot.said.y);
    button.textContent = spot.name;
    button.disabled = !spot.placed;
    what.textContent = spot.placed ? where : words.no_place;
    return line;
  });
  if (lines.some((line, place) => list.children[place] !== line) || list.children.length > lines.length) list.replaceChildren(...lines);
}

function makeLine({ id, index }) {
  const line = document.createElement("li");
  line.className = "drawing__line-of-list";
  line.dataset.id = id;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button button-small button-secondary" });
  Object.assign(button.dataset, { do: "show-point", value: index });
  line.append(button, document.createElement("span"));
  return line;
}

customElements.define("spot-placing", SpotPlacing);

// A form's part for places comes and goes with its block: each gets the picture out of the page's template.
function furnish() {
  const template = document.querySelector("template[data-spot-placing]");
  for (const form of document.querySelectorAll(".spots-form")) {
    const list = form.querySelector('[data-contentpath="targets"]');
    if (list && !form.querySelector("spot-placing")) list.before(document.importNode(template.content, true));
  }
}

new MutationObserver(furnish).observe(document.body, { childList: true, subtree: true });
furnish();
