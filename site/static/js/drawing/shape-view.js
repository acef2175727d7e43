// How shapes look while they are worked on: outlines, the mirror image, nodes with their handles, the line being drawn.

import { formatPath } from "./path.js";
import { circles, keyed, make, set } from "./svg.js";

export class ShapeView {
  constructor(tool, stage) {
    Object.assign(this, { tool, stage });
    this.ghosts = make("g", { class: "drawing__ghosts" });
    [this.outlines, this.arms, this.nodes] = [make("g"), make("g"), make("g")];
    this.line = make("polyline", { class: "drawing__line" });
    this.start = make("circle", { class: "drawing__start" });
    stage.layer.append(this.ghosts, this.outlines, this.arms, this.nodes, this.line, this.start);
  }

  draw() {
    const { tool, stage } = this;
    const here = tool.field.here(stage.view);
    const mirrored = stage.box.mirror ? here.filter((shape) => !shape.midline) : [];
    set(this.ghosts, { transform: stage.box.mirror });
    keyed(this.ghosts, mirrored, () => make("path"), (node, shape) => set(node, { d: formatPath(shape.loops) }));
    keyed(this.outlines, here, (shape) => this.createOutline(shape), (node, shape) => this.refreshOutline(node, shape));
    const open = tool.active && !tool.pen.isDown && tool.shape?.view === stage.view;
    keyed(this.arms, open ? this.armsOfNode() : [], () => make("line", { class: "drawing__arm" }), setLine);
    const handles = open ? [...this.allNodes(), ...this.handlesOfNode()] : [];
    keyed(this.nodes, handles, (item) => this.createNode(item), (node, item) => this.refreshNode(node, item));
    const points = (tool.pen.places ?? []).map(({ x, y }) => `${x},${y}`).join(" ");
    set(this.line, { points });
    this.drawStart();
  }

  // The first point of a new shape, where a click closes it.
  drawStart() {
    const [first] = this.tool.pen.places ?? [];
    set(this.start, { cx: first?.x ?? 0, cy: first?.y ?? 0, r: first ? 8 * this.stage.unit : 0 });
  }

  createOutline({ index }) {
    const node = make("path", { class: "drawing__shape" });
    node.addEventListener("pointerdown", () => {
      const { tool } = this;
      if (!tool.active || tool.pen.isDown || tool.chosen === index) return;
      tool.choose(index);
      tool.changed();
    });
    node.addEventListener("dblclick", (event) => this.tool.active && this.tool.chosen === index && this.tool.addNodeNear(event));
    return node;
  }

  refreshOutline(node, shape) {
    set(node, { d: formatPath(shape.loops) });
    node.classList.toggle("is-chosen", this.tool.active && shape.index === this.tool.chosen);
  }

  allNodes() {
    const { tool } = this;
    return tool.shape.loops.flatMap((loop, number) =>
      loop.map((node, at) => {
        const chosen = number === tool.loop && at === tool.at;
        return { id: `node-${number}-${at}`, loop: number, at, x: node.x, y: node.y, chosen };
      }),
    );
  }

  handlesOfNode() {
    const { loop, at, node } = this.tool;
    const sides = ["in", "out"].filter((side) => node?.[side]);
    return sides.map((side) => ({ id: `handle-${loop}-${at}-${side}`, loop, at, side, ...node[side] }));
  }

  armsOfNode() {
    const { node } = this.tool;
    return this.handlesOfNode().map(({ id, x, y }) => ({ id: `arm-${id}`, x1: node.x, y1: node.y, x2: x, y2: y }));
  }

  createNode({ loop, at, side }) {
    const node = make("g", { class: side ? "drawing__handle" : "drawing__node", role: "button" });
    node.append(...circles("drawing__touch", "drawing__knob"));
    node.addEventListener("pointerdown", (event) => this.tool.grab(event, loop, at, side));
    node.addEventListener("keydown", (event) => this.tool.press(event, loop, at, side));
    return node;
  }

  // One stop of the Tab key for all nodes; the buttons lead from one to the next.
  refreshNode(node, item) {
    const { unit } = this.stage;
    const { words } = this.tool;
    const name = item.side ? words[`handle_${item.side}`] : words.node.replace("{number}", item.at + 1);
    const label = `${name}: ${words.place.replace("{x}", item.x).replace("{y}", item.y)}`;
    set(node, { tabindex: item.chosen || item.side ? 0 : -1, "aria-label": label });
    node.classList.toggle("is-chosen", Boolean(item.chosen));
    const [touch, knob] = node.children;
    set(touch, { cx: item.x, cy: item.y, r: (item.side ? 12 : 9) * unit });
    set(knob, { cx: item.x, cy: item.y, r: (item.side ? 4 : item.chosen ? 6 : 4.5) * unit });
  }

  focusNode() {
    this.nodes.querySelector(".drawing__node.is-chosen")?.focus({ preventScroll: true });
  }
}

function setLine(node, { x1, y1, x2, y2 }) {
  set(node, { x1, y1, x2, y2 });
}
