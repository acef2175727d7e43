// The body in one view, or a picture, larger or smaller; knows where in it a pointer is.

import { tenth } from "./path.js";
import { make, set } from "./svg.js";

const ZOOMS = [1, 1.5, 2, 3, 4, 6, 8, 12];

export class Stage {
  constructor(frame, boxes, redraw) {
    Object.assign(this, { frame, boxes, redraw, zoom: 1, view: "" });
    this.art = make("use", { class: "drawing__art" });
    this.picture = make("image");
    this.axis = make("line", { class: "drawing__axis" });
    this.layer = make("g");
    this.svg = make("svg", { class: "drawing__svg", role: "group" }, this.art, this.picture, this.axis, this.layer);
    frame.append(this.svg);
    new ResizeObserver(() => this.appear()).observe(frame);
  }

  get box() {
    return this.boxes[this.view];
  }

  // Units of the drawing in one pixel of the screen.
  get unit() {
    return this.box.width / (this.svg.getBoundingClientRect().width || this.box.width);
  }

  // Pixels of the screen in one unit when the whole view is seen.
  get whole() {
    return Math.min(this.frame.clientWidth / this.box.width, this.frame.clientHeight / this.box.height);
  }

  show(view) {
    if (view === this.view || !this.boxes[view]) return;
    this.view = view;
    const { width, height, art, picture, axis, label } = this.box;
    set(this.svg, { viewBox: `0 0 ${width} ${height}`, "aria-label": label });
    set(this.art, { href: art ? `${art}#figure` : "" });
    set(this.picture, { href: picture ?? "", width, height });
    set(this.axis, { x1: axis ?? 0, x2: axis ?? 0, y1: 0, y2: axis ? height : 0 });
    this.fit();
  }

  // What can only be measured once it is seen, in a tab that is opened later, is done then.
  whenSeen(look) {
    this.late = look;
    this.appear();
  }

  appear() {
    const { late } = this;
    if (!this.frame.clientWidth) return;
    this.late = null;
    this.fit();
    late?.();
  }

  // At zoom 1 the whole view is seen.
  fit() {
    if (!this.view || !this.frame.clientWidth) return;
    this.svg.style.width = `${Math.floor(this.box.width * this.whole * this.zoom)}px`;
    this.redraw();
  }

  zoomBy(steps) {
    const at = ZOOMS.findIndex((zoom) => zoom >= this.zoom);
    const middle = this.middle();
    this.zoom = ZOOMS[Math.max(0, Math.min(ZOOMS.length - 1, at + steps))];
    this.fit();
    this.centre(middle);
  }

  // As close as the rectangle {x, y, width, height} allows, with room around it.
  lookAt(area) {
    const { clientWidth, clientHeight } = this.frame;
    const fits = Math.min(clientWidth / Math.max(area.width, 20), clientHeight / Math.max(area.height, 20));
    this.zoom = ZOOMS.findLast((zoom) => zoom * this.whole <= fits * 0.7) ?? 1;
    this.fit();
    this.centre({ x: area.x + area.width / 2, y: area.y + area.height / 2 });
  }

  centre({ x, y }) {
    const { frame, unit } = this;
    frame.scrollTo(x / unit - frame.clientWidth / 2, y / unit - frame.clientHeight / 2);
  }

  // What stands in the middle of what is seen.
  middle() {
    const seen = this.frame.getBoundingClientRect();
    return this.place({ clientX: seen.x + seen.width / 2, clientY: seen.y + seen.height / 2 });
  }

  place({ clientX, clientY }) {
    const turn = this.svg.getScreenCTM();
    return this.inside(turn ? new DOMPoint(clientX, clientY).matrixTransform(turn.inverse()) : { x: 0, y: 0 });
  }

  inside({ x, y }) {
    const { width, height } = this.box;
    return { x: tenth(Math.max(0, Math.min(width, x))), y: tenth(Math.max(0, Math.min(height, y))) };
  }
}
