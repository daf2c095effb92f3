/**
 * The one place that knows the component library; swapping it is a change to this file alone. The pages see only the small
 * elements below, which cure what the library gets wrong: names for screen readers, and a closed list whose text is stale.
 */
import { provideVSCodeDesignSystem, vsCodeCheckbox, vsCodeDropdown, vsCodeOption, vsCodeTextField, type Checkbox, type Dropdown, type TextField } from '@vscode/webview-ui-toolkit';
import { element } from './dom.js';

provideVSCodeDesignSystem().register(vsCodeCheckbox(), vsCodeDropdown(), vsCodeOption(), vsCodeTextField());

/** A box for words to search for; it fires `input` while somebody types. */
export class SearchBox extends HTMLElement {
  readonly #field = document.createElement('vscode-text-field') as TextField;

  /** `label` is for screen readers: the library overwrites the attribute, and takes a name from text inside alone. */
  with(label: string, placeholder: string): this {
    this.#field.placeholder = placeholder;
    this.#field.append(element('span', { class: 'spoken' }, label));
    this.replaceChildren(this.#field);
    return this;
  }

  get value(): string {
    return this.#field.value;
  }

  set value(value: string) {
    this.#field.value = value;
  }

  get focused(): boolean {
    return document.activeElement === this.#field;
  }

  override focus(): void {
    this.#field.focus();
  }
}

/** One of the values of a `Choice`. */
export interface ChoiceOption {
  readonly value: string;
  readonly text: string;
  /** Shown behind the text; left out where it says nothing. */
  readonly count?: number;
}

/** A choice among values; it fires `change`. */
export class Choice extends HTMLElement {
  readonly #box = document.createElement('vscode-dropdown') as Dropdown;
  /** The library does not notice when the text of the option it shows changes, so that text is ours. */
  readonly #shown = element('span', { slot: 'selected-value' });
  readonly #options = new Map<string, HTMLElement>();
  /** The library knows its value only once it has seen its options, a moment after they are there. */
  #value = '';

  /** A `<label for>` does not name the library's element; the attribute does. */
  with(label: string, options: readonly ChoiceOption[], chosen: string): this {
    this.#value = chosen;
    this.#box.setAttribute('aria-label', label);
    for (const { value, text } of options) {
      const option = element('vscode-option' as 'option', { value, selected: value === chosen ? '' : undefined }, text);
      this.#options.set(value, option);
      this.#box.append(option);
    }
    this.#box.append(this.#shown);
    this.#box.addEventListener('change', () => {
      this.#value = this.#box.value;
      this.#showChosen();
    });
    this.replaceChildren(this.#box);
    this.update(options);
    return this;
  }

  get value(): string {
    return this.#value;
  }

  set value(value: string) {
    this.#value = value;
    this.#box.value = value;
    this.#showChosen();
  }

  /** Other texts or counts for the same values; the keyboard stays where it is. */
  update(options: readonly ChoiceOption[]): void {
    for (const { value, text, count } of options) {
      const option = this.#options.get(value);
      if (option) name(option, count === undefined ? text : `${text} (${count})`);
    }
    this.#showChosen();
  }

  #showChosen(): void {
    this.#shown.textContent = this.#options.get(this.#value)?.textContent ?? '';
  }
}

/** A box to tick; it fires `change`. */
export class Tick extends HTMLElement {
  readonly #box = document.createElement('vscode-checkbox') as Checkbox;
  readonly #text = element('span');

  with(text: string, ticked: boolean): this {
    this.#box.append(this.#text);
    this.#box.checked = ticked;
    this.text = text;
    this.replaceChildren(this.#box);
    return this;
  }

  get ticked(): boolean {
    return this.#box.checked;
  }

  set ticked(ticked: boolean) {
    this.#box.checked = ticked;
  }

  set text(text: string) {
    name(this.#box, text, this.#text);
  }
}

/** The library copies a text to the name for screen readers once, so both are changed together. */
function name(control: HTMLElement, text: string, shown = control): void {
  shown.textContent = text;
  control.setAttribute('aria-label', text);
}

customElements.define('talklint-search', SearchBox);
customElements.define('talklint-choice', Choice);
customElements.define('talklint-tick', Tick);
