// How values are put into words.

import { h } from "./dom.js";

/** The states, in the server's order. */
export const STATES = ["Failed", "TimedOut", "InProgress", "Dispatched", "Queued", "Created", "Succeeded"];

const UNITS = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];

/** `TimedOut` becomes "Timed out". */
export const spaced = (name) => name.replace(/\B[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** A length of time in its largest unit: "5 min". */
export function roughly(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const [unit, size] = UNITS.find(([, size]) => whole >= size) ?? UNITS.at(-1);
  return `${Math.floor(whole / size)}\u00a0${unit}`;
}

/** A length of time in its two largest units: "1.2 s", "5 min 3 s". */
export function exactly(seconds) {
  if (seconds < 60) return `${Math.max(0, seconds).toFixed(1)}\u00a0s`;
  const whole = Math.floor(seconds);
  const index = UNITS.findIndex(([, size]) => whole >= size);
  const rest = whole % UNITS[index][1];
  const [unit, size] = UNITS[index + 1];
  const count = Math.floor(rest / size);
  return roughly(whole) + (count ? ` ${count}\u00a0${unit}` : "");
}

/** The part of the address that says what is shown. */
export function fragment({ job, status }) {
  return `#${new URLSearchParams(Object.entries({ job, status }).filter(([, value]) => value))}`;
}

export const badge = (status) => h("span", { class: "badge", "data-status": status }, spaced(status));

/** What the sender of a result calls its execution. */
export function externalId({ result, executionUrl }, attributes) {
  const id = result?.failure?.externalExecutionId ?? result?.success?.executionDetails?.externalExecutionId;
  if (id === undefined) return undefined;
  // The address comes from a job: `javascript:` and the like must not become a link.
  const isWeb = /^https?:$/.test(URL.parse(executionUrl ?? "")?.protocol);
  if (!isWeb) return h("span", { class: "id", dir: "auto" }, id);
  return h("a", { ...attributes, class: "id", href: executionUrl, target: "_blank", rel: "noopener noreferrer" }, id);
}
