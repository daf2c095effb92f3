type Child = Node | string | undefined;

/** An element with attributes and children; attributes that are undefined are left out. */
export function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Readonly<Record<string, string | undefined>> = {}, ...children: readonly Child[]): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A button that looks as its class says. */
export function pressable(className: string, press: () => void, ...children: readonly Child[]): HTMLButtonElement {
  const made = element('button', { class: className, type: 'button' }, ...children);
  made.addEventListener('click', press);
  return made;
}

/** The nodes of HTML the extension has sanitised; links are made to call `follow` instead of navigating. */
export function sanitised(html: string, follow: (address: string) => void): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = html;
  for (const link of template.content.querySelectorAll('a')) {
    const address = link.getAttribute('href') ?? '';
    link.setAttribute('title', address.startsWith('https:') ? address : 'Open in Talklint');
    link.addEventListener('click', (event) => {
      event.preventDefault();
      follow(address);
    });
  }
  return template.content;
}

/** A drawing the extension made, from the text of its SVG; a text that is none gives an empty figure. */
export function figure(svg: string): HTMLElement {
  const root = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  return element('figure', {}, root instanceof SVGSVGElement ? document.importNode(root, true) : undefined);
}

const SVG = 'http://www.w3.org/2000/svg';

/** A part of a drawing, with attributes and children; attributes that are undefined are left out. */
export function svgElement<Tag extends keyof SVGElementTagNameMap>(tag: Tag, attributes: Readonly<Record<string, string | number | undefined>> = {}, ...children: readonly Child[]): SVGElementTagNameMap[Tag] {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, String(value));
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A small drawing in the text's colour, hidden from screen readers: the words beside it say the same. */
export function drawing(className: string, size: number, paths: readonly (readonly [tag: keyof SVGElementTagNameMap, attributes: Readonly<Record<string, string>>])[]): SVGSVGElement {
  const parts = paths.map(([tag, attributes]) => svgElement(tag, attributes));
  return svgElement('svg', { class: className, viewBox: `0 0 ${size} ${size}`, width: size, height: size, 'aria-hidden': 'true' }, ...parts);
}
