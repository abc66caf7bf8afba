// The details of one job: what became of it, its history, what was sent, what it is about.

import { h, isPresent } from "./dom.js";
import { badge, exactly, externalId, fragment, roughly, spaced } from "./words.js";

/** `job` is undefined until it is read, and null if there is none of that id. */
export function details(view) {
  const { job, selected, status } = view;
  if (!selected) return [hint()];
  const back = h("a", { key: "back", class: "back", href: fragment({ status }) }, "← All jobs");
  if (!job) {
    const title = job === null ? "There is no such job" : "Reading the job…";
    const gone = job === null && h("p", { key: "gone" }, "The endpoint has no job of the id ", code(selected), ".");
    return [back, heading(h("h2", { id: "details-title" }, title)), gone];
  }
  return [back, heading(title(job)), h("div", { key: job.id, class: "job" }, sections(view))];
}

const hint = () => h("div", { key: "hint", class: "hint" },
  h("h2", { id: "details-title" }, "No job selected"),
  h("p", null, "Select a job to see its details."),
  h("p", null, h("kbd", null, "↑"), " ", h("kbd", null, "↓"), " move in the list, ",
    h("kbd", null, "Enter"), " opens a job, ", h("kbd", null, "Esc"), " goes back."));

/** Stays when another job is selected, so that its change is announced. */
const heading = (...children) => h("div", { key: "heading", class: "heading", "aria-live": "polite" }, children);

const title = (job) => [
  h("p", { class: "path" }, `${job.pipelineName} / ${job.stageName}`),
  h("h2", { id: "details-title" }, job.actionName),
  badge(job.status),
];

const code = (text) => h("code", null, text);

const section = (name, ...children) => h("section", { key: name }, h("h3", null, name), children);

/** Names and values; those without a value are left out. */
function facts(entries) {
  const present = entries.filter(([, value]) => isPresent(value));
  return present.length > 0 && h("dl", null, present.map(([name, value]) =>
    h("div", { key: name }, h("dt", null, name), h("dd", { dir: "auto" }, value))));
}

function sections({ job, requests, now, status, notice, act }) {
  const { category, owner, provider, version } = job.actionType;
  const isOpen = ["Created", "Queued", "Dispatched", "InProgress"].includes(job.status);
  const isOut = ["Dispatched", "InProgress"].includes(job.status) && job.kind !== "Lambda";
  const button = (action, title, text) =>
    h("button", { key: action, type: "button", title, onclick: () => act(job.id, action) }, text);
  const other = (id) => id && h("a", { class: "id", href: fragment({ job: id, status }) }, id);
  const configuration = Object.entries(job.configuration).map(([name, value]) => [name, code(value)]);
  const named = (kind, list) => list.map((artifact) => [`${kind} ${artifact.name}`, place(artifact)]);
  const artifacts = [...named("Input", job.inputArtifacts), ...named("Output", job.outputArtifacts)];
  return [
    (isOpen || notice) && h("div", { key: "actions", class: "actions" },
      isOpen && button("expire", "Let the job time out now", "Expire"),
      isOut && button("redeliver", "Let the next poll hand the job out again", "Redeliver"),
      h("p", { role: "alert" }, notice)),
    job.status === "TimedOut" && timedOut(),
    job.result && outcome(job),
    section("Timeline", h("ol", { class: "timeline" }, timeline(job))),
    section("What was sent", sent(requests, job)),
    section("Job", facts([
      ["Status", spaced(job.status)],
      ["Kind", spaced(job.kind)],
      ["Action type", `${category} / ${owner} / ${provider} / ${version}`],
      ["Job id", code(job.id)],
      ["Continues", other(job.continues)],
      ["Continued by", other(job.continuedBy)],
      ["Continuation token", job.continuationToken && code(job.continuationToken)],
      ["Created", `${roughly(now - job.createdAt)} ago`],
      ["Ended", job.endedAt !== null && `after ${exactly(job.endedAt - job.createdAt)}`],
      ["Deadline", deadline(job, now)],
      ["Deliveries", job.deliveries],
      ["Nonce", job.nonce && code(job.nonce)],
      ["Pipeline execution", code(job.pipelineExecutionId)],
      ["Action execution", code(job.actionExecutionId)],
    ])),
    section("Configuration", facts(configuration) || none("No configuration.")),
    section("Artifacts", facts(artifacts) || none("No artifacts.")),
  ];
}

const none = (text) => h("p", { class: "aside" }, text);

function deadline({ endedAt, createdAt, deadline }, now) {
  const allowed = `${exactly(deadline - createdAt)} after its creation`;
  return endedAt === null ? `${allowed}, in ${exactly(deadline - now)}` : allowed;
}

function place({ location, revision }) {
  const { bucketName, objectKey } = location?.s3Location ?? {};
  return [
    bucketName === undefined ? "no location" : code(`s3://${bucketName}/${objectKey}`),
    revision !== undefined && [", revision ", code(revision)],
  ];
}

const timedOut = () => h("section", { key: "outcome", class: "outcome", "data-status": "TimedOut" },
  h("h3", null, "Timed out"),
  h("p", { class: "message" }, "No result came in time."));

function outcome(job) {
  const { failure, success } = job.result;
  if (failure) {
    return h("section", { key: "outcome", class: "outcome", "data-status": "Failed" },
      h("h3", null, failure.type),
      h("p", { class: "message", dir: "auto" }, failure.message),
      facts([["External execution id", externalId(job)]]));
  }
  const { summary, percentComplete: percent } = success.executionDetails ?? {};
  const revision = success.currentRevision;
  const variables = Object.entries(success.outputVariables ?? {});
  return h("section", { key: "outcome", class: "outcome", "data-status": "Succeeded" },
    h("h3", null, "Success"),
    summary !== undefined && h("p", { class: "message", dir: "auto" }, summary),
    facts([
      ["Complete", percent !== undefined && `${percent}\u00a0%`],
      ["External execution id", externalId(job)],
      ["Continuation token", success.continuationToken && code(success.continuationToken)],
      ["Revision", revision && [
        code(revision.revision), ", change ", code(revision.changeIdentifier),
        revision.created !== undefined && `, ${new Date(revision.created * 1000).toISOString()}`,
        revision.revisionSummary !== undefined && `: ${revision.revisionSummary}`,
      ]],
    ]),
    variables.length > 0 && [h("h4", null, "Output variables"), facts(variables)]);
}

function timeline({ history, refused, createdAt }) {
  let refusals = 0;
  return history.map(({ at, event, nonce, code: error }) => {
    // The n-th refusal of the history is the n-th refused result.
    const result = event === "Refused" ? refused[refusals++] : undefined;
    return h("li", { "data-status": event },
      h("span", { class: "at" }, `+${exactly(at - createdAt)}`), " ",
      h("div", null,
        h("strong", null, spaced(event)),
        nonce !== undefined && [", nonce ", code(nonce)],
        error !== undefined && [": ", code(error)],
        result && h("p", { class: "message", dir: "auto" }, `${result.operation}: ${said(result.result)}`)));
  });
}

function said({ failure, success }) {
  if (failure) return `${failure.type}, ${failure.message}`;
  return success?.executionDetails?.summary ?? "success";
}

function sent(requests, { createdAt }) {
  if (requests.list.length === 0) return none("Nothing was sent for this job yet.");
  return [
    requests.more && none(`Only the latest ${requests.list.length} requests are shown.`),
    h("ul", { role: "list", class: "requests" }, requests.list.map((request) =>
      h("li", { key: request.requestId },
        h("details", null,
          h("summary", null,
            h("span", { class: "at" }, `+${exactly(request.at - createdAt)}`), " ",
            h("span", { class: "what" },
              h("strong", null, request.operation ?? "Unknown operation"), " ",
              h("span", { class: "answer", "data-status": request.status < 400 ? "Succeeded" : "Failed" },
                [request.status ?? "no answer", request.error].filter(isPresent).join(" ")), " ",
              request.fault &&
                h("span", { class: "answer", "data-status": "TimedOut" }, `fault: ${fault(request.fault)}`))),
          h("pre", { tabindex: "0", dir: "auto" }, h("code", null, JSON.stringify(request.body, null, 2))),
          h("p", { class: "aside" }, "Request id ", code(request.requestId)))))),
  ];
}

/** Such as "1.5 s late, ThrottlingException, after it took effect". */
function fault({ effect, when, delaySeconds }) {
  const what = effect?.error?.code ?? (effect?.answer ? `answer ${effect.answer.status}` : effect);
  return [
    delaySeconds !== undefined && `${delaySeconds}\u00a0s late`,
    what,
    what && when === "after" && "after it took effect",
  ].filter(isPresent).join(", ");
}
