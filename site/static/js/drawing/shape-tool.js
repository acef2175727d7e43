// Shapes in the picture: chosen by a click, changed node by node, rounded, removed.

import { moveHandle, moveNode, nearestSegment, roundNode, smoothLoop, splitAfter } from "./path.js";
import { ShapePen } from "./shape-pen.js";
import { ShapeView } from "./shape-view.js";
import { drag, stepOf } from "./svg.js";

export class ShapeTool {
  constructor({ stage, shapes, words, say, changed }) {
    Object.assign(this, { stage, field: shapes, words, say, changed, active: false });
    this.choose(0);
    this.view = new ShapeView(this, stage);
    this.pen = new ShapePen(this, stage);
  }

  get shape() {
    return this.field.shapes[this.chosen];
  }

  get node() {
    return this.shape?.loops[this.loop]?.[this.at];
  }

  choose(index, loop = 0, at = 0) {
    [this.chosen, this.loop, this.at] = [index, loop, at];
  }

  draw() {
    this.view.draw();
  }

  // Nodes.

  grab(event, loop, at, side) {
    this.choose(this.chosen, loop, at);
    const { node } = this;
    drag(this.stage, event, (place) => this.follow(node, side, place), () => this.finish());
    this.changed();
  }

  follow(node, side, place) {
    if (side) moveHandle(node, side, place);
    else moveNode(node, place.x - node.x, place.y - node.y);
    this.draw();
  }

  press(event, loop, at, side) {
    const step = stepOf(event);
    if (!step && !["Delete", "Backspace"].includes(event.key)) return;
    this.choose(this.chosen, loop, at);
    event.preventDefault();
    if (!step) return this.removeNode();
    const from = side ? this.node[side] : this.node;
    this.follow(this.node, side, this.stage.inside({ x: from.x + step[0], y: from.y + step[1] }));
    this.finish();
  }

  finish() {
    this.field.write();
    this.changed();
  }

  walk(way) {
    const { loops } = this.shape;
    const flat = loops.flatMap((loop, number) => loop.map((_node, at) => [number, at]));
    const now = flat.findIndex(([loop, at]) => loop === this.loop && at === this.at);
    this.choose(this.chosen, ...flat[(now + way + flat.length) % flat.length]);
    this.changed();
    this.view.focusNode();
  }

  addNode(loop = this.loop, at = this.at, share = 0.5) {
    this.choose(this.chosen, loop, splitAfter(this.shape.loops[loop], at, share));
    this.finish();
    this.view.focusNode();
  }

  addNodeNear(event) {
    const { loop, at, share } = nearestSegment(this.shape.loops, this.stage.place(event));
    this.addNode(loop, at, share);
  }

  removeNode() {
    const loop = this.shape.loops[this.loop];
    if (loop.length < 4) return this.say(this.words.too_few);
    loop.splice(this.at, 1);
    this.at = Math.min(this.at, loop.length - 1);
    this.finish();
    return this.view.focusNode();
  }

  turnNode() {
    const { node } = this;
    if (node.in || node.out) [node.in, node.out] = [null, null];
    else roundNode(this.shape.loops[this.loop], this.at);
    this.finish();
  }

  // Whole shapes.

  smooth() {
    this.shape.loops.forEach(smoothLoop);
    this.finish();
  }

  remove() {
    this.field.shapes.splice(this.chosen, 1);
    this.choose(Math.max(0, this.field.shapes.findIndex(({ view }) => view === this.stage.view)));
    this.finish();
    this.say(this.words.shape_removed);
  }

  setMidline(lies) {
    if (lies) this.shape.midline = true;
    else delete this.shape.midline;
    this.finish();
  }

  add(loop) {
    this.field.shapes.push({ view: this.stage.view, source: "ours", path: "", loops: [loop] });
    this.choose(this.field.shapes.length - 1);
    this.finish();
    this.view.focusNode();
    this.say(this.words.shape_added);
  }
}
