// <staff-progress>: asks for its own content again every second for as long as something in it is under way.
const EVERY = 1000;

class StaffProgress extends HTMLElement {
  connectedCallback() {
    this.wait();
  }

  wait() {
    if (this.isConnected && this.querySelector("[data-under-way]")) {
      setTimeout(() => this.look(), EVERY);
    }
  }

  async look() {
    try {
      const answer = await fetch(location.href, { headers: { "X-Requested-With": "staff-progress" } });
      if (answer.ok) this.innerHTML = await answer.text();
    } finally {
      this.wait();
    }
  }
}

customElements.define("staff-progress", StaffProgress);
