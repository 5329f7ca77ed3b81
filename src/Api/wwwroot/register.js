// Works without: suggestions, the reader's time zone and the switch of the theme are all that it adds.
'use strict';

class LocalTime extends HTMLElement {
  static observedAttributes = ['at'];

  connectedCallback() {
    this.show();
  }

  attributeChangedCallback() {
    this.show();
  }

  show() {
    const at = new Date(this.getAttribute('at'));
    if (!this.isConnected || Number.isNaN(at.getTime())) return;
    const day = { day: 'numeric', month: 'long', year: 'numeric' };
    const format = this.hasAttribute('date-only') ? day : { ...day, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' };
    // In a tree of its own, so that whoever keeps the element's text up to date is not disturbed.
    (this.shadowRoot ?? this.attachShadow({ mode: 'open' })).textContent = new Intl.DateTimeFormat(navigator.languages.find(l => l.startsWith(document.documentElement.lang)) ?? document.documentElement.lang, format).format(at);
  }
}

class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    if (this.firstChild) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'plain';
    button.textContent = '◐';
    button.title = this.getAttribute('label');
    button.setAttribute('aria-label', this.getAttribute('label'));
    button.addEventListener('click', () => this.turn());
    this.append(button);
  }

  turn() {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
  }
}

/** A combobox by the pattern of the ARIA Authoring Practices: the input keeps the focus. */
class ToolSearch extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input');
    this.list = document.createElement('ul');
    this.list.id = `${this.input.id}-list`;
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', this.getAttribute('label'));
    this.list.hidden = true;
    this.append(this.list);
    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': this.list.id, 'aria-expanded': 'false' }))
      this.input.setAttribute(name, value);
    this.input.addEventListener('input', () => this.ask());
    this.input.addEventListener('keydown', event => this.onKey(event));
    this.input.addEventListener('blur', () => this.close());
  }

  async ask() {
    const text = this.input.value.trim();
    this.pending?.abort();
    if (text.length < 2 || text.length > 200) return this.close();
    this.pending = new AbortController();
    try {
      const answer = await fetch(`/suggest?q=${encodeURIComponent(text)}`, { signal: this.pending.signal });
      if (answer.ok) this.show(await answer.json());
    } catch (failure) {
      if (failure.name !== 'AbortError') this.close();
    }
  }

  show(tools) {
    this.list.replaceChildren(...tools.map((tool, i) => {
      const option = document.createElement('li');
      option.id = `${this.list.id}-${i}`;
      option.setAttribute('role', 'option');
      option.dataset.slug = tool.slug;
      option.textContent = tool.name;
      // Before the input loses its focus.
      option.addEventListener('mousedown', event => {
        event.preventDefault();
        this.choose(option);
      });
      return option;
    }));
    this.list.hidden = tools.length === 0;
    this.input.setAttribute('aria-expanded', String(tools.length > 0));
    this.mark(null);
  }

  onKey(event) {
    const options = [...this.list.children];
    const at = options.indexOf(this.marked);
    if (event.key === 'ArrowDown' && options.length) this.mark(options[(at + 1) % options.length]);
    else if (event.key === 'ArrowUp' && options.length) this.mark(options[(at <= 0 ? options.length : at) - 1]);
    else if (event.key === 'Enter' && this.marked) this.choose(this.marked);
    else if (event.key === 'Escape' && !this.list.hidden) this.close();
    else return;
    event.preventDefault();
  }

  mark(option) {
    this.marked?.removeAttribute('aria-selected');
    this.marked = option;
    option?.setAttribute('aria-selected', 'true');
    if (option) this.input.setAttribute('aria-activedescendant', option.id);
    else this.input.removeAttribute('aria-activedescendant');
  }

  choose(option) {
    this.input.value = option.dataset.slug;
    this.close();
    this.input.form.requestSubmit();
  }

  close() {
    this.pending?.abort();
    this.list.hidden = true;
    this.list.replaceChildren();
    this.input.setAttribute('aria-expanded', 'false');
    this.mark(null);
  }
}

/** Goes anywhere by a few letters; also tells the shortcuts. */
class CommandPalette extends HTMLElement {
  connectedCallback() {
    this.onKeyDown = event => this.onKey(event);
    document.addEventListener('keydown', this.onKeyDown);
    this.addEventListener('input', () => this.narrow());
    this.addEventListener('click', event => {
      if (event.target.closest('a') || event.target.tagName === 'DIALOG') this.dialog.close();
    });
  }

  disconnectedCallback() {
    document.removeEventListener('keydown', this.onKeyDown);
  }

  get dialog() {
    return this.querySelector('dialog');
  }

  get links() {
    return [...this.querySelectorAll('li:not([hidden]) a')];
  }

  onKey(event) {
    const isTyping = event.target.matches('input, textarea, select');
    if (this.dialog.open) return this.onKeyInside(event);
    if ((event.ctrlKey || event.metaKey) && event.key === 'k' || !isTyping && event.key === '?') this.open();
    else if (!isTyping && event.key === '/') document.querySelector('main input')?.focus();
    else return;
    event.preventDefault();
  }

  onKeyInside(event) {
    const at = this.links.indexOf(document.activeElement);
    if (event.key === 'ArrowDown') this.links[(at + 1) % this.links.length]?.focus();
    else if (event.key === 'ArrowUp') (at <= 0 ? this.querySelector('input') : this.links[at - 1])?.focus();
    else if (event.key === 'Enter' && at < 0) this.links[0]?.click();
    else return;
    event.preventDefault();
  }

  open() {
    this.querySelector('input').value = '';
    this.narrow();
    this.dialog.showModal();
  }

  narrow() {
    const text = this.querySelector('input').value.trim().toLowerCase();
    for (const item of this.querySelectorAll('li')) item.hidden = !item.textContent.toLowerCase().includes(text);
  }
}

/** Filters by name, kept in this browser: they are addresses. */
class SavedViews extends HTMLElement {
  connectedCallback() {
    if (!this.firstChild) this.show();
  }

  get key() {
    return `views:${this.getAttribute('of')}`;
  }

  get views() {
    return JSON.parse(localStorage.getItem(this.key) ?? '[]');
  }

  set views(views) {
    localStorage.setItem(this.key, JSON.stringify(views));
    this.show();
  }

  show() {
    const list = document.createElement('ul');
    list.setAttribute('aria-label', this.getAttribute('label'));
    for (const view of this.views) {
      const link = Object.assign(document.createElement('a'), { href: location.pathname + view.query, textContent: view.name });
      const forget = Object.assign(document.createElement('button'), { type: 'button', className: 'plain', textContent: '✕' });
      forget.setAttribute('aria-label', this.getAttribute('forget').replace('{0}', view.name));
      forget.addEventListener('click', () => { this.views = this.views.filter(v => v.name !== view.name); });
      const item = document.createElement('li');
      item.append(link, forget);
      list.append(item);
    }

    const form = document.createElement('form');
    const name = Object.assign(document.createElement('input'), { required: true, maxLength: 60, placeholder: this.getAttribute('name') });
    name.setAttribute('aria-label', this.getAttribute('name'));
    form.append(name, Object.assign(document.createElement('button'), { textContent: this.getAttribute('save') }));
    form.addEventListener('submit', event => {
      event.preventDefault();
      this.views = [...this.views.filter(v => v.name !== name.value), { name: name.value, query: location.search }];
    });
    this.replaceChildren(...(this.views.length ? [list, form] : [form]));
  }
}

customElements.define('saved-views', SavedViews);
customElements.define('command-palette', CommandPalette);
customElements.define('local-time', LocalTime);
customElements.define('theme-switch', ThemeSwitch);
customElements.define('tool-search', ToolSearch);
