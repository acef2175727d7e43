/** <upload-files>: sends files as they are chosen, one after the other, and takes files away again by a button.

    Without it the form posts them. What the server answered is kept: the list it sends back is shown as it is. */
class UploadFiles extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.list = this.querySelector("[data-files]");
    this.bar = this.querySelector("progress");
    this.form = this.closest("form");
    this.input.addEventListener("change", () => this.sendAll([...this.input.files]));
    this.list.addEventListener("click", (event) => this.remove(event.target.closest(".quiz-file__remove")));
    this.closest(".quiz-answer").addEventListener("quiz:shown", (event) => this.follow(event.detail));
    this.onSubmit = (event) => this.holdBack(event);
    this.onUnload = (event) => this.busy && event.preventDefault();
    this.form.addEventListener("submit", this.onSubmit, { capture: true });
    window.addEventListener("beforeunload", this.onUnload);
    this.showButtons();
  }

  disconnectedCallback() {
    this.form.removeEventListener("submit", this.onSubmit, { capture: true });
    window.removeEventListener("beforeunload", this.onUnload);
  }

  // A button for each file in place of its box, which goes on saying what stays.
  showButtons() {
    const locked = this.closest("fieldset").disabled;
    for (const row of this.list.children) {
      row.querySelector(".quiz-file__stays").hidden = true;
      row.querySelector(".quiz-file__remove").hidden = locked;
    }
    this.hideUnticked();
  }

  hideUnticked() {
    for (const row of this.list.children) row.hidden = !row.querySelector("input").checked;
  }

  // Another window may have handed in a file that this one has never seen.
  follow({ answer = [] }) {
    const boxes = [...this.list.querySelectorAll("input")];
    if (answer.some((name) => !boxes.some((box) => box.value === name))) location.reload();
    else this.hideUnticked();
  }

  remove(button) {
    if (!button) return;
    const box = button.closest("li").querySelector("input");
    box.checked = false;
    this.hideUnticked();
    this.say(this.dataset.removed);
    this.input.focus();
    box.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async sendAll(files) {
    this.input.value = "";
    const small = files.filter((file) => file.size <= Number(this.dataset.mostBytes));
    const large = files.find((file) => !small.includes(file));
    if (large) this.say(this.dataset.large.replace("{name}", large.name), "warn");
    if (!small.length) return;
    this.busy = this.input.disabled = true;
    let answer;
    for (const [place, file] of small.entries()) {
      this.say(this.dataset.sending.replace("{n}", place + 1).replace("{all}", small.length));
      answer = await this.send(file);
      if (!this.take(answer)) break;
    }
    this.busy = this.input.disabled = false;
    this.bar.hidden = true;
    this.input.focus();
    if (this.held && answer.status === 201) this.form.requestSubmit(this.held);
    this.held = null;
  }

  // XMLHttpRequest, since fetch does not tell how much has been sent.
  send(file) {
    const body = new FormData();
    body.append(this.input.name, file);
    const request = new XMLHttpRequest();
    request.open("POST", this.dataset.url);
    request.setRequestHeader("X-CSRFToken", this.form.elements.csrfmiddlewaretoken.value);
    this.bar.hidden = false;
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) this.bar.value = (100 * event.loaded) / event.total;
    });
    return new Promise((resolve) => {
      request.addEventListener("loadend", () => resolve(request));
      request.send(body);
    });
  }

  take({ status, responseText }) {
    let told = {};
    try {
      told = JSON.parse(responseText);
    } catch {
      // A broken line, or a page of a proxy: nothing was kept.
    }
    if (status !== 201) {
      this.say(told.message ?? this.dataset.lost, "warn");
      return false;
    }
    this.list.innerHTML = told.html;
    this.showButtons();
    this.say(this.dataset.kept, "good");
    this.dispatchEvent(new CustomEvent("quiz:kept", { detail: told.sequence, bubbles: true }));
    return true;
  }

  // A form that leaves the page waits for the file that is on its way.
  holdBack(event) {
    if (!this.busy) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.held = event.submitter;
    this.say(this.dataset.waiting);
  }

  say(words, kind = "") {
    const line = this.querySelector("[data-said]");
    line.textContent = words;
    line.dataset.kind = kind;
  }
}
customElements.define("upload-files", UploadFiles);
