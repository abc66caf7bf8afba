// Brings the document in line with a description of it, and changes no node that is right already: what has the
// focus, what is scrolled and what is opened stays so. Text only ever becomes text nodes, never markup.

/** Describes an element. A `key` among the attributes says which element it is when its neighbours change. */
export const h = (tag, attributes, ...children) => ({ tag, attributes: attributes ?? {}, children: present(children) });

/** Whether there is anything to draw, so that `condition && h(...)` can be written. */
export const isPresent = (value) => value !== undefined && value !== null && value !== false;

const present = (children) => children.flat(Infinity).filter(isPresent);

/** Makes `parent` contain what is described. */
export function draw(parent, ...children) {
  const focused = document.activeElement;
  patch(parent, present(children));
  // An element that is moved loses the focus.
  if (focused !== document.activeElement && focused?.isConnected) focused.focus({ preventScroll: true });
}

/** What each node was drawn from. */
const drawn = new WeakMap();

function patch(parent, specs) {
  const old = new Map([...parent.childNodes].map((node) => [drawn.get(node)?.key ?? node, node]));
  const count = new Map();
  const nodes = specs.map((spec) => {
    const tag = spec.tag ?? "#text";
    count.set(tag, (count.get(tag) ?? 0) + 1);
    // Without a key, the third <li> is the third <li>.
    const key = `${tag} ${spec.attributes?.key ?? `#${count.get(tag)}`}`;
    const node = old.get(key) ?? (spec.tag ? document.createElement(tag) : document.createTextNode(""));
    old.delete(key);
    update(node, spec, key);
    return node;
  });
  for (const node of old.values()) node.remove();
  let place = parent.firstChild;
  for (const node of nodes) {
    if (node === place) place = place.nextSibling;
    else parent.insertBefore(node, place);
  }
}

function update(node, spec, key) {
  if (!spec.tag) {
    if (node.data !== String(spec)) node.data = String(spec);
    drawn.set(node, { key });
    return;
  }
  const before = drawn.get(node)?.attributes ?? {};
  for (const name of Object.keys({ ...before, ...spec.attributes })) {
    const value = spec.attributes[name];
    if (name === "key" || value === before[name]) continue;
    if (name.startsWith("on")) node[name] = value ?? null;
    else if (isPresent(value)) node.setAttribute(name, value);
    else node.removeAttribute(name);
  }
  drawn.set(node, { key, attributes: spec.attributes });
  patch(node, spec.children);
}
