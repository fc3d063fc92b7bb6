// The console: shows what /_conch/events tells and sends what is clicked to the same addresses that tests use.
"use strict";

const byId = (id) => document.getElementById(id);

// make("li", {class: "job"}, child, "text" …)
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function say(text, bad = false) {
  byId("message").textContent = text;
  byId("message").classList.toggle("bad", bad);
}

function remembered(key) {
  try { return localStorage.getItem(key); } catch { return null; }
}

function remember(key, value) {
  try { localStorage.setItem(key, value); } catch { /* private windows forget */ }
}

// ---- talking to the emulator

async function answer_of(response) {
  const text = await response.text();
  let body = null;
  try { body = text ? JSON.parse(text) : null; } catch { /* an answer that a fault has spoilt */ }
  if (!response.ok) {
    const why = body && body.error ? (body.error.message || body.error) : text.slice(0, 200);
    throw new Error(`${response.status}: ${why || response.statusText}`);
  }
  return body;
}

async function control(method, path, fields) {
  const wish = {method};
  if (fields !== undefined) {
    wish.headers = {"Content-Type": "application/json"};
    wish.body = JSON.stringify(fields);
  }
  return answer_of(await fetch(path, wish));
}

let token = "console";

function ask_for_token() {
  return new Promise((resolve) => {
    const dialog = byId("token-dialog");
    dialog.onclose = () => {
      const given = dialog.returnValue === "ok" && byId("token").value;
      if (given) token = byId("token").value;
      resolve(Boolean(given));
    };
    dialog.showModal();
  });
}

// An operation of the service, as any client would call it.
async function service(method, path, fields) {
  const call = () => fetch("/v1/minimax" + path, {
    method,
    headers: {"Authorization": `Bearer ${token}`, "Content-Type": "application/json"},
    body: fields ? JSON.stringify(fields) : undefined,
  });
  let response = await call();
  if (response.status === 401 && await ask_for_token()) response = await call();
  return answer_of(response);
}

// Runs what a click asks for and says how it went.
async function attempt(work, done) {
  try {
    await work();
    say(done);
  } catch (problem) {
    say(problem.message, true);
  }
}

// What somebody has typed is not overwritten by news until it was sent.
function track_edits(field) {
  field.addEventListener("input", () => { field.dataset.edited = "yes"; });
}

function refresh(field, value) {
  if (!field.dataset.edited && document.activeElement !== field) field.value = value;
}

function on_submit(id, handler) {
  byId(id).addEventListener("submit", (event) => {
    event.preventDefault();
    handler(event);
  });
}

// ---- clock

let clock = null;
let clock_at = 0;

function service_time() {
  return clock.frozen ? clock.now : clock.now + (performance.now() - clock_at) * clock.speed;
}

const time_text = (moment) => new Date(moment).toISOString().replace("T", " ").slice(0, 19);

function show_clock(news) {
  clock = news;
  clock_at = performance.now();
  refresh(byId("speed"), clock.speed);
  refresh(byId("pace"), clock.transitions);
  byId("freeze").textContent = clock.frozen ? "Run" : "Freeze";
  byId("now").classList.toggle("frozen", clock.frozen);
  tick();
}

function tick() {
  if (clock) byId("now").textContent = time_text(service_time());
}
setInterval(tick, 250);

const set_clock = async (wish) => show_clock(await control("POST", "clock", wish));

track_edits(byId("speed"));
on_submit("speed-form", () => attempt(async () => {
  await set_clock({speed: Number(byId("speed").value)});
  delete byId("speed").dataset.edited;
}, `Time runs ${byId("speed").value} times as fast.`));
byId("freeze").addEventListener("click", () => attempt(() => set_clock({frozen: !clock.frozen}),
  clock.frozen ? "Time runs again." : "Time stands still."));
on_submit("advance-form", () => {
  const choice = byId("advance").selectedOptions[0];
  say(`Advancing by ${choice.textContent} …`);
  attempt(() => set_clock({advance_ms: Number(choice.value)}), `${choice.textContent} have passed.`);
});
byId("pace").addEventListener("change", () => attempt(() => set_clock({transitions: byId("pace").value}),
  `Jobs move on ${byId("pace").selectedOptions[0].textContent}.`));
byId("reset").addEventListener("click", () => {
  if (confirm("Forget all jobs, accounts, faults and journals, and start as fresh?")) {
    attempt(() => control("POST", "reset", {}), "Everything is as at the start.");
  }
});

// ---- jobs

const jobs = new Map(); // by id: {data, element}

// Media addresses name the host that clients use; this page may know it by another name.
function local(address) {
  const url = new URL(address, location.href);
  return url.pathname + url.search;
}
const same_file = (a, b) => Boolean(a && b) && a.split("?")[0] === b.split("?")[0];

// Points an element to a file unless it has it already: a new signature is no reason to stop what is playing.
function point(element, attribute, address) {
  const wanted = local(address);
  if (!same_file(element.getAttribute(attribute), wanted)) element.setAttribute(attribute, wanted);
}

function media_of(job, card) {
  const place = card.querySelector(".media");
  const wanted = job.media.map((each) => each.kind + local(each.url).split("?")[0]).join(" ");
  if (place.dataset.shown !== wanted) {
    place.dataset.shown = wanted;
    place.replaceChildren();
    for (const each of job.media) {
      if (each.kind === "video") {
        place.append(make("video", {controls: true, preload: "none", playsinline: true, "aria-label": `Clip: ${job.prompt}`,
          poster: each.poster ? local(each.poster) : null}));
      } else if (each.kind === "audio") {
        place.append(make("audio", {controls: true, preload: "none", "aria-label": `Sound: ${job.prompt}`}));
      } else {
        place.append(make("img", {loading: "lazy", alt: `Picture: ${job.prompt}`}));
      }
    }
    if (job.media.length === 0) place.append(make("span", {class: "waiting"}, job.final ? "no media" : "in the making"));
  }
  job.media.forEach((each, i) => point(place.children[i], "src", each.url));
}

function show_job(job) {
  let known = jobs.get(job.id);
  if (!known) {
    const card = make("li", {class: "job", "data-id": job.id},
      make("div", {class: "media"}),
      make("div", {class: "facts"}, make("p", {class: "prompt"}), make("div", {class: "state"}),
        make("p", {class: "message"}), make("p", {class: "about"}), make("p", {class: "about mono id"})));
    known = {element: card};
    jobs.set(job.id, known);
    place_card(card, job);
  }
  known.data = job;
  const card = known.element;
  card.dataset.kind = job.kind;
  card.classList.toggle("sound", job.media.length > 0 && job.media.some((each) => each.kind === "audio"));
  media_of(job, card);
  card.querySelector(".prompt").textContent = job.prompt || "(no prompt)";
  card.querySelector(".prompt").title = job.prompt;
  const state = card.querySelector(".state");
  const style = !job.final ? "chip" : job.good ? "chip good" : "chip bad";
  state.replaceChildren(make("span", {class: style}, job.label));
  if (!job.final) {
    state.append(make("progress", {max: 100, value: job.percent ?? 0, "aria-label": `Progress of ${job.prompt}`}),
      make("span", {class: "percent"}, `${job.percent ?? 0} %`));
  }
  card.querySelector(".message").textContent = job.message ?? "";
  card.querySelector(".about").textContent = [job.kind, job.model, time_text(job.created)].filter(Boolean).join(" · ");
  card.querySelector(".id").textContent = card.querySelector(".id").title = job.id;
  filter_job(known);
}

// Newest first.
function place_card(card, job) {
  card.dataset.created = job.created;
  const list = byId("job-list");
  const older = [...list.children].find((other) => Number(other.dataset.created) <= job.created);
  list.insertBefore(card, older ?? null);
}

function filter_job(known) {
  const wanted = byId("filter").value;
  known.element.hidden = !(wanted === "" || wanted === known.data.kind || (wanted === "running" && !known.data.final));
}

function show_jobs(news) {
  for (const id of news.gone) {
    jobs.get(id)?.element.remove();
    jobs.delete(id);
  }
  for (const job of news.changed) show_job(job);
  byId("no-jobs").hidden = jobs.size > 0;
}

byId("filter").addEventListener("change", () => jobs.forEach(filter_job));

const kinds = {
  video: (account, prompt) => service("POST", "/videos/create", {account, prompt}),
  image: (account, prompt) => service("POST", "/images/create", {account, prompt, quantity: 1}),
  clip: async (account, text) => {
    const voices = (await service("GET", `/audio/voices?account=${account}`)).voice_list;
    return service("POST", "/audio/create-mp3", {account, text, voice_id: voices[0].voice_id});
  },
  song: (account, prompt) => service("GET", `/music/create?${new URLSearchParams({account, prompt})}`),
};

on_submit("job-form", () => attempt(async () => {
  say("Asked for; speech and songs are answered when they are there …");
  await kinds[byId("job-kind").value](byId("job-account").value, byId("job-prompt").value);
  byId("job-prompt").value = "";
}, `A new ${byId("job-kind").selectedOptions[0].textContent} was asked for.`));

// ---- faults

const fault_kinds = [
  ["The answer is lost after the job was made", {connection: "drop_after_commit"}, {method: "POST", path: "/videos/create"}],
  ["The connection is reset before processing", {connection: "reset_before"}, {}],
  ["500, server error", {status: 500, body: {error: "Internal server error"}}, {}],
  ["503, try again in 5 seconds", {status: 503, headers: {"Retry-After": "5"}, body: {error: "Service unavailable"}}, {}],
  ["429, too many requests", {status: 429, body: {error: "Account is busy executing videos"}}, {method: "POST"}],
  ["502 of a proxy, as a web page", {html: true}, {}],
  ["The answer comes 5 seconds late", {delay_ms: 5000}, {}],
  ["The answer breaks off after 20 bytes", {truncate_at: 20}, {}],
  ["The answer dribbles, 10 bytes a second", {dribble: {bytes: 10, interval_ms: 1000}}, {}],
  ["The answer is not JSON", {garbage: true}, {}],
  ["Downloads break off after 10 KB", {truncate_at: 10240}, {path: "/media/*"}],
  ["Uploads break off after 100 KB", {connection: "close_during_upload", after_bytes: 102400}, {path: "/files"}],
  ["Webhooks never come", {webhook: "never"}, {}],
  ["Webhooks come twice", {webhook: "duplicate"}, {}],
  ["Webhooks come out of order", {webhook: "out_of_order"}, {}],
];

function fault_wish() {
  const [, action] = fault_kinds[byId("fault-kind").selectedIndex];
  const match = {};
  if (byId("fault-method").value) match.method = byId("fault-method").value;
  if (byId("fault-path").value.trim()) match.path = byId("fault-path").value.trim();
  for (const [id, name] of [["fault-count", "count"], ["fault-nth", "nth"], ["fault-chance", "probability"]]) {
    if (byId(id).value !== "") match[name] = Number(byId(id).value);
  }
  return {match, action};
}

function preview_fault() {
  byId("fault-json").value = JSON.stringify(fault_wish(), null, 2);
}

for (const [name] of fault_kinds) byId("fault-kind").append(make("option", {}, name));
for (const id of ["fault-path", "fault-count", "fault-nth", "fault-chance"]) byId(id).addEventListener("input", preview_fault);
byId("fault-method").addEventListener("change", preview_fault);
byId("fault-kind").addEventListener("change", () => {
  const [, , preset] = fault_kinds[byId("fault-kind").selectedIndex];
  byId("fault-method").value = preset.method || "";
  byId("fault-path").value = preset.path || "";
  preview_fault();
});
byId("fault-kind").dispatchEvent(new Event("change"));

on_submit("fault-form", () => attempt(async () => {
  let wish;
  try { wish = JSON.parse(byId("fault-json").value); } catch (problem) { throw new Error(`The JSON is not valid: ${problem.message}`); }
  await control("POST", "faults", wish);
}, "The fault was added."));

function show_faults(faults) {
  byId("fault-list").replaceChildren(...faults.map((fault) => make("li", {class: "fault", "data-id": fault.id},
    make("div", {}, make("code", {}, JSON.stringify(fault.fault.action)),
      make("small", {}, `${match_text(fault.fault.match ?? {})} · met ${fault.seen} · happened ${fault.fired}`)),
    remove_button(fault))));
  byId("no-faults").hidden = faults.length > 0;
}

function match_text(match) {
  const text = [match.method, match.path ?? "any path", match.account && `account ${match.account}`, match.nth && `only no. ${match.nth}`,
    match.count && `${match.count} times`, match.probability !== undefined && `chance ${match.probability}`];
  return text.filter(Boolean).join(" · ");
}

function remove_button(fault) {
  const button = make("button", {type: "button", "aria-label": `Remove fault ${fault.id}`}, "Remove");
  button.addEventListener("click", () => attempt(() => control("DELETE", `faults/${fault.id}`), "The fault was removed."));
  return button;
}

// ---- accounts

const account_numbers = [["credits", "Credits"], ["maxJobs", "maxJobs"], ["processedAtOnce", "At once"], ["queue", "Queue"]];
const accounts = new Map(); // by id: {element, text}

function account_form(account) {
  const id = account.account;
  const field = (name, label, input) => make("div", {class: "field"}, make("label", {for: `${name}-${id}`}, label), input);
  const plan = make("select", {id: `plan-${id}`, name: "plan"},
    ...["Free", "Standard", "Unlimited"].map((each) => make("option", {}, each)));
  const form = make("form", {}, make("h3", {}, make("span", {class: "mono"}, id), make("span", {class: "held chip bad", hidden: true})),
    make("div", {class: "fields"}, field("plan", "Plan", plan), ...account_numbers.map(([name, label]) =>
      field(name, label, make("input", {id: `${name}-${id}`, name, type: "number", min: 0, step: 1, required: true})))),
    make("div", {class: "buttons"}, make("button", {}, "Save"), make("button", {type: "button", class: "hold"}, "Hold for 1 hour")));
  for (const [name] of account_numbers) track_edits(form.elements[name]);
  plan.addEventListener("change", () => attempt(async () => {
    await control("POST", "accounts", {account: id, plan: plan.value});
    for (const [name] of account_numbers) delete form.elements[name].dataset.edited;
  }, `The account has the plan ${plan.value}, with its credits and queue.`));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wish = {account: id};
    for (const [name] of account_numbers) wish[name] = Number(form.elements[name].value);
    attempt(async () => {
      await control("POST", "accounts", wish);
      for (const [name] of account_numbers) delete form.elements[name].dataset.edited;
    }, "The account was changed.");
  });
  form.querySelector(".hold").addEventListener("click", () => {
    const held = !form.querySelector(".held").hidden;
    attempt(() => control("POST", "accounts", {account: id, holdSeconds: held ? 0 : 3600}),
      held ? "The account is free again." : "The account answers 596 for an hour.");
  });
  return make("li", {class: "account", "data-id": id}, form);
}

function show_accounts(all) {
  const ids = new Set(all.map((account) => account.account));
  for (const [id, known] of accounts) {
    if (!ids.has(id)) {
      known.remove();
      accounts.delete(id);
    }
  }
  for (const account of all) {
    if (!accounts.has(account.account)) {
      accounts.set(account.account, account_form(account));
      byId("account-list").append(accounts.get(account.account));
    }
    const form = accounts.get(account.account).querySelector("form");
    for (const name of ["plan", ...account_numbers.map(([each]) => each)]) {
      refresh(form.elements[name], account[name]);
    }
    const held = form.querySelector(".held");
    held.hidden = !account.heldUntil;
    held.textContent = account.heldUntil ? `on hold until ${account.heldUntil.slice(0, 16).replace("T", " ")}` : "";
    form.querySelector(".hold").textContent = account.heldUntil ? "Release" : "Hold for 1 hour";
  }
  byId("no-accounts").hidden = all.length > 0;
  const choice = byId("job-account");
  const before = choice.value;
  choice.replaceChildren(...all.map((account) => make("option", {value: account.account}, account.account)));
  if (ids.has(before)) choice.value = before;
  choice.hidden = all.length < 2;
}

// ---- journals

const most_rows = 500;
const last_numbers = {requests: 0, webhooks: 0};
const status_class = (status) => `nowrap status-${Math.floor(status / 100)}`;
const size_text = (bytes) => bytes === 0 ? "" : bytes < 1024 ? `${bytes} B` : bytes < 1048576 ? `${(bytes / 1024).toFixed(1)} KB`
  : `${(bytes / 1048576).toFixed(1)} MB`;

function add_rows(name, list, records, row) {
  const fresh = records.filter((record) => record.number > last_numbers[name]);
  if (fresh.length === 0) return;
  last_numbers[name] = fresh[fresh.length - 1].number;
  list.prepend(...fresh.map(row).reverse());
  while (list.children.length > most_rows) list.lastElementChild.remove();
}

function with_details(text, value) {
  if (value === null || value === undefined) return text;
  return make("details", {}, make("summary", {}, text), make("pre", {}, JSON.stringify(value, null, 2)));
}

function request_row(record) {
  const target = record.path + (record.query ? `?${record.query}` : "");
  const status = record.status === 0 ? "none" : String(record.status);
  const row = make("tr", {},
    make("td", {}, String(record.number)),
    make("td", {class: "nowrap"}, record.at.slice(11, 19)),
    make("td", {class: "mono"}, with_details(`${record.method} ${target}`, record.fields)),
    make("td", {}, record.operation ?? ""),
    make("td", {class: "nowrap"}, size_text(record.bodyBytes)),
    make("td", {class: status_class(record.status)}, record.fault ? `${status} · fault ${record.fault}` : status));
  row.dataset.text = `${record.method} ${target} ${record.operation ?? ""} ${status} ${record.account ?? ""}`.toLowerCase();
  row.dataset.media = record.path.startsWith("/media/");
  filter_row(row);
  return row;
}

function filter_row(row) {
  const wanted = byId("request-filter").value.toLowerCase();
  row.hidden = !row.dataset.text.includes(wanted) || (row.dataset.media === "true" && !byId("request-media").checked);
}

function filter_requests() {
  for (const row of byId("request-list").children) filter_row(row);
}
byId("request-filter").addEventListener("input", filter_requests);
byId("request-media").addEventListener("change", filter_requests);
on_submit("request-filter-form", () => {});

function webhook_row(record) {
  return make("tr", {},
    make("td", {}, String(record.number)),
    make("td", {class: "nowrap"}, record.at.slice(11, 19)),
    make("td", {class: "mono"}, with_details(record.url, record.body)),
    make("td", {class: "mono"}, record.job ?? ""),
    make("td", {}, String(record.attempt)),
    make("td", {class: status_class(record.status)},
      record.problem || (record.status === 0 ? "none" : String(record.status))));
}

function show_requests(records) {
  add_rows("requests", byId("request-list"), records, request_row);
  byId("no-requests").hidden = byId("request-list").children.length > 0;
}

function show_webhooks(records) {
  add_rows("webhooks", byId("webhook-list"), records, webhook_row);
  byId("no-webhooks").hidden = byId("webhook-list").children.length > 0;
}

// ---- live updates

function forget_everything() {
  jobs.forEach((known) => known.element.remove());
  jobs.clear();
  for (const list of ["request-list", "webhook-list"]) byId(list).replaceChildren();
  last_numbers.requests = last_numbers.webhooks = 0;
  for (const text of ["no-jobs", "no-requests", "no-webhooks"]) byId(text).hidden = false;
}

function live(state, text) {
  byId("live").className = `live ${state}`;
  byId("live").textContent = text;
}

function listen() {
  const events = new EventSource("events");
  const on = (name, show) => events.addEventListener(name, (event) => show(JSON.parse(event.data)));
  // Each connection is told everything from the start.
  on("hello", (news) => {
    forget_everything();
    byId("version").textContent = news.version;
    byId("base").textContent = news.base;
    live("on", "live");
  });
  on("clock", show_clock);
  on("accounts", show_accounts);
  on("jobs", show_jobs);
  on("faults", show_faults);
  on("requests", show_requests);
  on("webhooks", show_webhooks);
  events.onerror = () => {
    live("off", "not connected");
    // The browser tries again by itself, unless it was refused.
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  };
}

// ---- the rest of the page

byId("copy").addEventListener("click", () => attempt(() => navigator.clipboard.writeText(byId("base").textContent), "Copied."));

function set_theme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  byId("theme").setAttribute("aria-pressed", String(dark));
}
set_theme(remembered("theme"));
byId("theme").addEventListener("click", () => {
  const theme = byId("theme").getAttribute("aria-pressed") === "true" ? "light" : "dark";
  remember("theme", theme);
  set_theme(theme);
});

listen();
