// Drawing a shape anew: by clicks, closed at the first point; or from a hexagon, which the keyboard then shapes.

import { loopOf, smoothLoop } from "./path.js";

const HEXAGON = [[0, -1], [0.87, -0.5], [0.87, 0.5], [0, 1], [-0.87, 0.5], [-0.87, -0.5]];

export class ShapePen {
  constructor(tool, stage) {
    Object.assign(this, { tool, stage, places: null });
    stage.svg.addEventListener("pointerdown", (event) => this.isDown && this.click(event));
    stage.frame.addEventListener("keydown", (event) => this.isDown && this.press(event));
  }

  get isDown() {
    return this.tool.active && this.places !== null;
  }

  lift() {
    this.places = null;
  }

  begin(byKeyboard) {
    const { say, words } = this.tool;
    if (byKeyboard) return this.addHexagon();
    this.places = this.places ? null : [];
    if (this.places) say(words.click_to_draw);
    return this.tool.changed();
  }

  addHexagon() {
    const { x, y } = this.stage.middle();
    const size = 40 * this.stage.unit;
    const loop = loopOf(HEXAGON.map(([across, down]) => this.stage.inside({ x: x + across * size, y: y + down * size })));
    smoothLoop(loop);
    this.tool.add(loop);
  }

  click(event) {
    event.preventDefault();
    this.stage.frame.focus({ preventScroll: true });
    const place = this.stage.place(event);
    const [first] = this.places;
    const near = first && Math.hypot(first.x - place.x, first.y - place.y) < 12 * this.stage.unit;
    if (near) return this.close();
    this.places.push(place);
    return this.tool.changed();
  }

  press(event) {
    if (event.key === "Enter") this.close();
    else if (event.key === "Escape") this.lift();
    else if (event.key === "Backspace") this.places.pop();
    else return;
    event.preventDefault();
    this.tool.changed();
  }

  close() {
    if (this.places.length < 3) return this.tool.say(this.tool.words.too_few);
    const loop = loopOf(this.places);
    this.lift();
    return this.tool.add(loop);
  }
}
