// The states and the list of jobs.

import { h } from "./dom.js";
import { STATES, badge, externalId, fragment, roughly, spaced } from "./words.js";

const EXAMPLE = `{"jobs": [{
  "actionTypeId": {
    "category": "Deploy", "owner": "Custom", "provider": "Acme", "version": "1"
  },
  "actionConfiguration": {"configuration": {"Stack": "shop"}},
  "pipelineContext": {
    "pipelineName": "shop",
    "stage": {"name": "Production"},
    "action": {"name": "DeployToAcme"}
  },
  "inputArtifacts": [],
  "outputArtifacts": []
}]}`;

/** How many jobs are in each state; each filters the list. */
export function states({ counts, status, selected }) {
  const entry = (name, count, value) =>
    h("li", { key: name },
      h("a", {
        href: fragment({ job: selected, status: value }),
        "aria-current": status === value && "true",
        "data-status": value ?? "All",
        class: count === 0 && "none",
      }, h("span", null, name), " ", h("b", null, count)));
  const all = STATES.reduce((sum, state) => sum + counts[state], 0);
  return h("ul", { role: "list" },
    entry("All", all),
    // Few endpoints make jobs that are not in the queue at once.
    STATES.filter((state) => state !== "Created" || counts.Created > 0).map((state) => entry(spaced(state), counts[state], state)));
}

export function jobs(view) {
  if (view.jobs.length > 0) {
    return [
      h("ul", { role: "list", class: "jobs", "aria-labelledby": "jobs-title" }, view.jobs.map((job) => row(job, view))),
      view.more && h("p", { class: "aside" }, `Only the first ${view.jobs.length} jobs are shown. There are more.`),
    ];
  }
  if (STATES.some((state) => view.counts[state] > 0)) {
    return [h("p", { class: "aside" }, `No job is in the state “${spaced(view.status)}”.`)];
  }
  const address = new URL("jobs", document.baseURI).href;
  return [h("div", { class: "empty" },
    h("h3", null, "No jobs yet"),
    h("p", null, "Put one in, and it appears here at once:"),
    h("pre", { tabindex: "0" }, h("code", null, `curl -d @job.json ${address}`)),
    h("p", null, "where ", h("code", null, "job.json"), " is, for example,"),
    h("pre", { tabindex: "0" }, h("code", null, EXAMPLE)))];
}

function row(job, { now, selected, status, active }) {
  const failure = job.result?.failure;
  const text = failure?.message ?? job.result?.success?.executionDetails?.summary ?? "";
  // One row at a time is in the tab order; the arrow keys go to the others.
  const tabindex = job.id === active ? "0" : "-1";
  const id = externalId(job, { tabindex });
  return h("li", { key: job.id, "data-job": job.id, "data-status": job.status },
    h("a", {
      class: "open",
      href: fragment({ job: job.id, status }),
      tabindex,
      "aria-current": job.id === selected && "true",
    },
    h("span", { class: "line" },
      badge(job.status), " ",
      h("span", { class: "age" }, `${roughly(now - job.createdAt)} ago`)),
    " ",
    h("span", { class: "name" },
      h("span", null, `${job.pipelineName} / ${job.stageName} / `), h("strong", null, job.actionName)),
    failure && [" ", h("span", { class: "type" }, failure.type)],
    text && [" ", h("span", { class: "message", dir: "auto" }, text.trimStart().split(/[\r\n]/, 1)[0])]),
    id && h("p", { class: "external" }, "Execution ", id));
}
