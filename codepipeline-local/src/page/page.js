// The page: what is shown, reading it from the endpoint, and the keyboard.

import { details } from "./details.js";
import { draw } from "./dom.js";
import { jobs, states } from "./list.js";
import { STATES, fragment, spaced } from "./words.js";

const at = (id) => document.getElementById(id);
/** As in the style sheet: there is room for the list or the details. */
const narrow = matchMedia("(width < 52rem)");
/** How long to wait before the next attempt, in milliseconds. */
const PATIENCE = 2000;

const view = {
  // What the fragment says.
  selected: undefined,
  status: undefined,
  // What the endpoint says. `jobs` is undefined until it was asked.
  jobs: undefined,
  counts: undefined,
  more: false,
  job: undefined,
  requests: { list: [], more: false },
  now: 0,
  isManual: undefined,
  // What was done here.
  active: undefined,
  notice: "",
  act,
};
let readAt = 0;
let events;
let retry;
let announcement;

function readFragment() {
  const said = new URLSearchParams(location.hash.slice(1));
  const status = said.get("status");
  view.selected = said.get("job") || undefined;
  view.status = STATES.includes(status) ? status : undefined;
}

// Reading

async function ask(path, options) {
  const answer = await fetch(path, { cache: "no-store", ...options }).catch(() => undefined);
  const body = await answer?.json().catch(() => undefined);
  if (answer?.ok && body !== undefined) return body;
  const why = body?.message ?? (answer ? `The endpoint answered ${answer.status}` : "Connection lost");
  throw Object.assign(new Error(why), { status: answer?.status ?? 0 });
}

let isStale = false;
let isReading = false;

/** Reads anew, with one request at a time. Changes that come meanwhile are read together, afterwards. */
async function refresh() {
  isStale = true;
  if (isReading) return;
  isReading = true;
  try {
    while (isStale) {
      isStale = false;
      if (view.selected) await readJob(view.selected);
      await readJobs();
      show();
      announce();
    }
    if (events.readyState === EventSource.OPEN) connection("live", "Live");
  } catch (error) {
    // Anything else is a mistake of this page, for the console.
    if (error.status === undefined) throw error;
    lose(error.message);
    clearTimeout(retry);
    retry = setTimeout(refresh, PATIENCE);
  } finally {
    isReading = false;
  }
}

async function readJobs() {
  const { status } = view;
  const answer = await ask(status ? `jobs?${new URLSearchParams({ status })}` : "jobs");
  view.isManual ??= (await ask("clock")).manual;
  // Another filter was chosen meanwhile: its answer is to come.
  if (status !== view.status) return;
  const { now, counts, more, jobs } = answer;
  Object.assign(view, { now, counts, more, jobs });
  readAt = performance.now();
}

async function readJob(id) {
  const query = new URLSearchParams({ jobId: id });
  let job = null;
  let requests = { requests: [], more: false };
  try {
    job = await ask(`jobs/${encodeURIComponent(id)}`);
    requests = await ask(`requests?${query}`);
  } catch (error) {
    if (error.status !== 404) throw error;
  }
  if (id !== view.selected) return;
  view.job = job;
  view.requests = { list: requests.requests, more: requests.more };
}

/** Does what a button of the job says. */
async function act(id, action) {
  view.notice = "";
  try {
    await ask(`jobs/${encodeURIComponent(id)}/${action}`, { method: "POST" });
  } catch (error) {
    if (id === view.selected) view.notice = error.message;
  }
  show();
  refresh();
}

// Staying up to date

function listen() {
  events = new EventSource("events");
  events.addEventListener("changed", refresh);
  events.onopen = () => {
    // It may be another endpoint than before.
    view.isManual = undefined;
    connection("live", "Live");
  };
  events.onerror = () => {
    lose("Connection lost");
    // The browser tries again by itself, unless it was answered with an error.
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, PATIENCE);
  };
}

const lose = (why) => connection("lost", `${why}. Trying again…`);

function connection(state, text) {
  at("connection").dataset.state = state;
  say(at("connection"), text);
}

/** The same text twice would be announced twice. */
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Tells those who do not see the page, at most once a second. */
function announce() {
  announcement ??= setTimeout(() => {
    announcement = undefined;
    const present = STATES.filter((state) => view.counts[state] > 0);
    const told = present.map((state) => `${view.counts[state]} ${spaced(state).toLowerCase()}`);
    say(at("announcer"), told.join(", ") || "no jobs");
  }, 1000);
}

// Showing

function show() {
  if (!view.jobs) return;
  const isEmpty = STATES.every((state) => view.counts[state] === 0);
  document.body.dataset.view = view.selected ? "job" : isEmpty ? "empty" : "list";
  const { Failed: failed, TimedOut: timedOut } = view.counts;
  document.title = failed + timedOut > 0 ? `(${failed + timedOut}) CodePipeline jobs` : "CodePipeline jobs";

  const ids = view.jobs.map((job) => job.id);
  if (!ids.includes(view.active)) view.active = ids.includes(view.selected) ? view.selected : ids[0];
  const focused = document.activeElement;
  const wasInList = at("list").contains(focused);
  const elapsed = view.isManual ? 0 : (performance.now() - readAt) / 1000;
  const current = { ...view, now: view.now + elapsed };
  draw(at("states"), states(current));
  draw(at("list"), jobs(current));
  draw(at("details"), details(current));
  // What had the focus may be gone: a job that the filter hides, a button that does not apply any more.
  if (!focused.isConnected) ((wasInList && link(view.active)) || at("details")).focus();
}

const link = (id) => id && document.querySelector(`[data-job="${CSS.escape(id)}"] .open`);

addEventListener("hashchange", () => {
  const before = view.selected;
  readFragment();
  if (view.selected !== before) {
    Object.assign(view, { job: undefined, requests: { list: [], more: false }, notice: "" });
    view.active = view.selected ?? view.active;
  }
  show();
  if (view.selected && view.selected !== before) {
    at("details").scrollTop = 0;
    if (narrow.matches) {
      scrollTo(0, 0);
      at("details").focus({ preventScroll: true });
    }
  } else if (before && !view.selected) {
    link(before)?.focus();
  }
  refresh();
});

at("list").addEventListener("focusin", ({ target }) => {
  const { job } = target.closest("[data-job]")?.dataset ?? {};
  if (!job || job === view.active) return;
  view.active = job;
  show();
});

at("list").addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const links = [...at("list").querySelectorAll(".open")];
  const index = links.findIndex((link) => link.parentElement.contains(event.target));
  const next = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: links.length - 1 }[event.key];
  if (index < 0 || next === undefined) return;
  event.preventDefault();
  links[next]?.focus();
});

addEventListener("keydown", ({ key }) => {
  if (key !== "Escape" || !view.selected) return;
  if (narrow.matches) location.hash = fragment({ status: view.status });
  else link(view.selected)?.focus();
});

// Ages grow by themselves.
setInterval(() => {
  if (!document.hidden && !view.isManual) show();
}, 1000);

readFragment();
listen();
refresh();
