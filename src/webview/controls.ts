/** The one place that knows the component library; swapping it is a change to this file alone. */
import { provideVSCodeDesignSystem, vsCodeCheckbox, vsCodeDropdown, vsCodeOption, vsCodeTextField, type Checkbox, type Dropdown, type TextField } from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(vsCodeCheckbox(), vsCodeDropdown(), vsCodeOption(), vsCodeTextField());

/** A one-line text box; `label` is for screen readers. */
export function textField(label: string, placeholder: string): TextField {
  const field = document.createElement('vscode-text-field') as TextField;
  field.setAttribute('aria-label', label);
  field.placeholder = placeholder;
  return field;
}

/** A choice among values; the first stands for all. */
export function dropdown(label: string, choices: readonly (readonly [value: string, text: string])[], chosen: string): Dropdown {
  const box = document.createElement('vscode-dropdown') as Dropdown;
  box.setAttribute('aria-label', label);
  for (const [value, text] of choices) {
    const option = document.createElement('vscode-option');
    option.setAttribute('value', value);
    option.textContent = text;
    if (value === chosen) option.setAttribute('selected', '');
    box.append(option);
  }
  return box;
}

export function checkbox(text: string, checked: boolean): Checkbox {
  const box = document.createElement('vscode-checkbox') as Checkbox;
  box.textContent = text;
  box.checked = checked;
  return box;
}
