// <body-drawing>: the body in the form of a muscle or region. What is done in the picture is done to the form's fields,
// and the other way round; the form is saved as any other.

import { PointFields } from "./drawing/point-fields.js";
import { PointTool } from "./drawing/point-tool.js";
import { ShapeField } from "./drawing/shape-field.js";
import { ShapeTool } from "./drawing/shape-tool.js";
import { Stage } from "./drawing/stage.js";
import { Toolbox } from "./drawing/toolbox.js";

const NO_POINTS = { all: () => [] };

class BodyDrawing extends HTMLElement {
  connectedCallback() {
    const changed = () => this.draw();
    const say = (text) => (this.querySelector("[data-say]").textContent = text);
    this.stage = new Stage(this.querySelector("[data-stage]"), JSON.parse(this.dataset.boxes), changed);
    this.shapes = new ShapeField(document.getElementById(this.dataset.shapes), changed);
    this.points = this.dataset.points ? new PointFields(this.dataset.points, changed) : NO_POINTS;
    const parts = { stage: this.stage, points: this.points, shapes: this.shapes, words: JSON.parse(this.dataset.words), say, changed };
    this.shapeTool = new ShapeTool(parts);
    this.pointTool = new PointTool(parts);
    this.toolbox = new Toolbox(this);
    this.listen();
    this.mode = this.dataset.points ? "points" : "shapes";
    this.hidden = false;
    this.see(this.shapes.shapes[0]?.view ?? (this.dataset.view || "front"));
  }

  listen() {
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-do]");
      if (button) this.act(button, event.detail === 0);
    });
    this.querySelector("[data-midline]").addEventListener("change", ({ target }) => this.shapeTool.setMidline(target.checked));
    this.querySelector("[data-shape]").addEventListener("change", ({ target }) => this.seeShape(Number(target.value)));
  }

  act({ dataset: { do: action, value } }, byKeyboard) {
    const { stage, shapeTool, pointTool } = this;
    const actions = {
      view: () => this.see(value),
      mode: () => this.work(value),
      zoom: () => stage.zoomBy(Number(value)),
      close: () => this.look(),
      "place-point": () => pointTool.arm(byKeyboard),
      "show-point": () => this.seePoint(Number(value)),
      "new-shape": () => shapeTool.pen.begin(byKeyboard),
      smooth: () => shapeTool.smooth(),
      "remove-shape": () => shapeTool.remove(),
      walk: () => shapeTool.walk(Number(value)),
      "add-node": () => shapeTool.addNode(),
      "remove-node": () => shapeTool.removeNode(),
      "turn-node": () => shapeTool.turnNode(),
      undo: () => this.shapes.undo(),
    };
    actions[action]();
    this.draw();
  }

  work(mode) {
    this.mode = mode;
    this.shapeTool.pen.lift();
    this.pointTool.armed = false;
  }

  see(view) {
    this.shapeTool.pen.lift();
    this.stage.show(view);
    const first = this.shapes.shapes.findIndex((shape) => shape.view === view);
    if (first >= 0 && this.shapeTool.shape?.view !== view) this.shapeTool.choose(first);
    this.stage.whenSeen(() => this.look());
  }

  seeShape(index) {
    this.shapeTool.choose(index);
    this.see(this.shapes.shapes[index].view);
  }

  seePoint(index) {
    this.work("points");
    this.see(this.points.read(index).view);
    this.pointTool.active = true;
    this.pointTool.show(index);
  }

  // At what is drawn in this view; at all of it where nothing is.
  look() {
    this.draw();
    const area = this.shapes.here(this.stage.view).length ? this.shapeTool.view.outlines.getBBox() : null;
    this.stage.lookAt(area ?? { x: 0, y: 0, width: this.stage.box.width, height: this.stage.box.height });
  }

  draw() {
    if (!this.stage?.view || !this.toolbox) return;
    const { shapeTool, pointTool, shapes } = this;
    shapeTool.active = this.mode === "shapes" && !shapes.broken;
    pointTool.active = this.mode === "points";
    if (shapeTool.chosen >= shapes.shapes.length) shapeTool.choose(0);
    if (!shapeTool.node) shapeTool.choose(shapeTool.chosen);
    shapeTool.draw();
    pointTool.draw();
    this.toolbox.refresh(this);
  }
}

customElements.define("body-drawing", BodyDrawing);
