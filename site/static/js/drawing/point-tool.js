// Trigger points in the picture: placed by a click, moved by pointer or arrow keys, removed by Delete.

import { circles, drag, keyed, make, set, stepOf } from "./svg.js";

export class PointTool {
  constructor({ stage, points, shapes, words, say }) {
    Object.assign(this, { stage, points, shapes, words, say, active: false, armed: false });
    this.group = stage.layer.appendChild(make("g"));
    stage.svg.addEventListener("pointerdown", (event) => this.active && this.armed && this.place(event));
  }

  draw() {
    const here = this.points.all().filter((point) => point.placed && point.view === this.stage.view);
    this.group.classList.toggle("is-idle", !this.active);
    keyed(this.group, here, (point) => this.create(point), (node, point) => this.refresh(node, point));
  }

  create({ index }) {
    const label = make("text", { class: "drawing__label" });
    const parts = circles("drawing__touch", "drawing__ring", "drawing__core");
    const node = make("g", { class: "drawing__point", role: "button" }, ...parts, label);
    node.addEventListener("pointerdown", (event) => this.grab(event, index));
    node.addEventListener("keydown", (event) => this.press(event, index));
    node.addEventListener("focus", () => this.tell(index));
    return node;
  }

  refresh(node, point) {
    const { unit } = this.stage;
    const [touch, ring, core, label] = node.children;
    set(node, { tabindex: this.active ? 0 : -1, "aria-label": this.sentence(point) });
    node.classList.toggle("is-stray", this.strays(point));
    [[touch, 14], [ring, 7], [core, 2.5]].forEach(([circle, size]) => set(circle, { cx: point.x, cy: point.y, r: size * unit }));
    set(label, { x: point.x + 10 * unit, y: point.y + 4 * unit, "font-size": 13 * unit });
    label.textContent = point.label;
  }

  // Outside each of the muscle's shapes of this view; a point that belongs to no muscle cannot stray.
  strays(point) {
    if (!this.shapes) return false;
    const place = new DOMPoint(point.x, point.y);
    const test = make("path");
    this.stage.svg.append(test);
    const found = this.shapes.here(point.view).some((shape) => set(test, { d: shape.path }).isPointInFill(place));
    test.remove();
    return !found;
  }

  sentence(point) {
    const { x, y } = point.said ?? point;
    const text = this.words.point.replace("{label}", point.name ?? point.label).replace("{x}", x).replace("{y}", y);
    return this.strays(point) ? `${text} ${this.words.stray}` : text;
  }

  tell(index) {
    this.say(this.sentence(this.points.read(index)));
  }

  grab(event, index) {
    if (!this.active) return;
    this.armed = false;
    drag(this.stage, event, (place) => this.points.write(index, place), () => this.tell(index));
  }

  press(event, index) {
    const { x, y } = this.points.read(index);
    const step = stepOf(event);
    if (step) this.points.write(index, this.stage.inside({ x: x + step[0], y: y + step[1] }));
    else if (event.key === "Delete" || event.key === "Backspace") this.remove(event, index);
    else return;
    if (step) this.tell(index);
  }

  remove(event, index) {
    event.preventDefault();
    const { name, label } = this.points.read(index);
    this.points.remove(index);
    this.say(this.words.removed.replace("{label}", name ?? label));
    this.stage.frame.focus();
  }

  place(event) {
    event.preventDefault();
    this.add(this.stage.place(event));
  }

  // From the keyboard there is no place to click: the point comes into the middle and is moved from there.
  arm(byKeyboard) {
    this.armed = !byKeyboard && !this.armed;
    if (byKeyboard) this.add(this.stage.middle());
    else if (this.armed) this.say(this.words.click_to_place);
  }

  add(place) {
    this.armed = false;
    const { view } = this.stage;
    const index = this.points.add({ label: this.points.nextLabel(view), view, ...place });
    this.show(index);
  }

  show(index) {
    this.draw();
    this.group.querySelector(`[data-id="point-${index}"]`)?.focus({ preventScroll: true });
  }
}
