/**
 * The model in JavaScript, as fast as typed arrays make it: the fair peer of the WebAssembly kernel.
 *
 * Nothing is allocated while runs are under way, what is equal for all runs is worked out once by
 * `compile`, noise is drawn in a loop of its own, and exponentials come from a table.
 */

/** @typedef {number | [year: number, value: number][]} Schedule */

/**
 * A scenario as the preset files spell it; `Record` covers its many plain numbers and schedules.
 *
 * @typedef {Record<string, any> & {
 *   years: number, dt: number,
 *   agencies: { capacity_share: number, rent_access?: number[], own_threat?: number[] }[],
 *   threats: Record<string, any>[],
 *   group_relations?: number[][],
 * }} Scenario
 */

/** @typedef {ReturnType<typeof compile>} Plan */
/** @typedef {ReturnType<typeof simulate>} Ensemble */

/** Columns of the table of what only depends on time, ahead of four blocks by threat. */
const TIMES = {
  cohesion: 0,
  spread: 1,
  conditionality: 2,
  ownCapacity: 3,
  aid: 4,
  forces: 5,
  skimming: 6,
  monitoring: 7,
  coup: 8,
  dependence: 9,
  blocks: 10,
};

/** Outputs after the strength of each threat. */
const OUTPUTS = [
  'balance',
  'collude',
  'idle',
  'd3',
  'x_same',
  'x_state',
  'w',
  'aid_diverted',
  'national_loss',
  'aid',
  'hazard',
];
/** The first of them are recorded year by year; the rest only enter the means of the window. */
const RECORDED = 9;

/**
 * Value of a schedule: linear between its points, constant outside.
 *
 * @param {Schedule} schedule
 * @param {number} year since the start
 */
function valueAt(schedule, year) {
  if (typeof schedule === 'number') return schedule;
  const after = schedule.findIndex(([each]) => each > year);
  if (after === 0) return schedule[0][1];
  if (after < 0) return schedule[schedule.length - 1][1];
  const [[from, a], [to, b]] = [schedule[after - 1], schedule[after]];
  return a + ((b - a) * (year - from)) / (to - from);
}

/**
 * Works out everything that is equal for all runs.
 *
 * @param {Scenario} scenario
 */
export function compile(scenario) {
  const { agencies, threats, dt } = scenario;
  const [K, J] = [agencies.length, threats.length];
  const steps = Math.max(1, Math.round(scenario.years / dt));
  const perYear = Math.max(1, Math.round(1 / dt));
  const width = TIMES.blocks + 5 * J;
  const table = new Float64Array(steps * width);
  for (let step = 0; step < steps; step++) {
    const at = (/** @type {string} */ field) => valueAt(scenario[field], step * dt);
    const row = table.subarray(step * width, (step + 1) * width);
    const [cohesion, regime, monitoring] = ['cohesion', 'regime_weight', 'monitoring'].map(at);
    row[TIMES.cohesion] = cohesion;
    row[TIMES.spread] = 2 * Math.min(cohesion, 1 - cohesion);
    row[TIMES.conditionality] = at('conditionality');
    row[TIMES.dependence] = at('patron_dependence');
    row[TIMES.ownCapacity] = at('own_capacity');
    row[TIMES.aid] = at('aid');
    row[TIMES.forces] = at('patron_forces');
    row[TIMES.skimming] = scenario.skimming * (1 - monitoring);
    row[TIMES.monitoring] = monitoring;
    let will = 0;
    threats.forEach((threat, j) => {
      const useful = threat.votes * at('votes_scale') * threat.embeddedness;
      const value = regime * (threat.danger - useful) + (1 - regime) * threat.harm;
      const feared = value - regime * scenario.coup_cost * (1 - cohesion);
      const discipline = scenario.sanction * Math.min(1, Math.max(0, feared));
      will += discipline / J;
      const block = TIMES.blocks + j;
      row[block] = value;
      row[block + J] = monitoring * discipline + scenario.secrecy_cost;
      row[block + 2 * J] = threat.rent_value * at('rent_scale') * threat.embeddedness;
      row[block + 3 * J] = 1 / (threat.carrying_capacity * at('capacity_scale'));
      row[block + 4 * J] = threat.growth * at('growth_scale');
    });
    row[TIMES.coup] = scenario.hazard_coup * monitoring * will;
  }
  const relations = scenario.group_relations ?? [];
  const related = relations.flatMap((row, i) =>
    row.map((value, j) => ({ i, j, value })).filter(({ value }) => value !== 0),
  );
  const priorities = threats.map(({ patron_priority }) => patron_priority);
  const priority = priorities.reduce((sum, each) => sum + each, 0);
  /** Means of the draws: by pair, and whether they were listed, which halves their spread. */
  const level = (/** @type {'rent_access' | 'own_threat'} */ field) =>
    Float64Array.from({ length: K * J }, (_, pair) => {
      const listed = agencies[Math.floor(pair / J)][field];
      return listed ? listed[pair % J] : scenario[field];
    });
  const isListed = (/** @type {'rent_access' | 'own_threat'} */ field) =>
    agencies.some((agency) => agency[field]);
  const {
    rent_noise: rentNoise,
    own_threat_noise: ownNoise,
    threat_noise: noise,
    benefit_noise_time: noiseTime,
  } = scenario;
  const kept = Math.exp(-dt / noiseTime);
  return {
    K,
    J,
    dt,
    steps,
    perYear,
    rows: Math.ceil(steps / perYear),
    from: Math.min(steps - 1, Math.ceil(scenario.years / 4 / dt - 1e-9)),
    width,
    table,
    names: [...threats.map((_, j) => `strength_${j}`), ...OUTPUTS],
    shares: Float64Array.from(agencies, ({ capacity_share }) => capacity_share),
    dangers: Float64Array.from(threats, ({ danger }) => danger),
    harms: Float64Array.from(threats, ({ harm }) => harm),
    priorities: Float64Array.from(priorities),
    forceShares: Float64Array.from(priorities, (each) => (priority > 0 ? each / priority : 0)),
    initial: Float64Array.from(threats, ({ initial_strength }) => initial_strength),
    access: level('rent_access'),
    own: level('own_threat'),
    accessSpread: isListed('rent_access') ? 0.5 : 1,
    ownSpread: isListed('own_threat') ? 0.5 : 1,
    relatedFrom: Int32Array.from(related, ({ i }) => i),
    relatedTo: Int32Array.from(related, ({ j }) => j),
    fights: Float64Array.from(related, ({ value }) => scenario.group_rate * Math.max(value, 0)),
    feeds: Float64Array.from(related, ({ value }) => scenario.group_rate * Math.max(-value, 0)),
    proxies: Float64Array.from(related, ({ value }) => scenario.proxy_value * value),
    leverage: scenario.aid_leverage,
    responsiveness: scenario.responsiveness,
    combatCost: scenario.combat_cost,
    adaptation: -Math.expm1(-dt / scenario.effort_inertia),
    observation: -Math.expm1(-dt),
    feeding: scenario.collusion_feeding,
    attrition: scenario.attrition,
    leak: scenario.intelligence_leak,
    effectiveness: scenario.effectiveness,
    exponent: scenario.contest_exponent,
    minimum: scenario.minimum_strength,
    halfRent: scenario.half_rent_strength,
    halfDependence: scenario.half_dependence_threat,
    hazardBase: scenario.hazard_base,
    hazardThreat: scenario.hazard_threat,
    rentNoise,
    ownNoise,
    kept,
    renewed: Math.sqrt(1 - kept * kept),
    growthNoise: noise * Math.sqrt(dt),
    growthShift: (-noise * noise * dt) / 2,
  };
}

/** The larger of a number and 0: `Math.max` is a branch, and these cannot be predicted. */
const positive = (/** @type {number} */ x) => 0.5 * (x + Math.abs(x));

/** Exponentials of 64ths of [-16, 16). */
const EXP = Float64Array.from({ length: 2048 }, (_, place) => Math.exp((place - 1024) / 64));

/** e^x to 1e-15: the nearest 64th from the table, the rest by a polynomial. */
function exp(/** @type {number} */ x) {
  if (!(x > -15.9 && x < 15.9)) return Math.exp(x);
  const place = (x * 64 + 1024.5) | 0;
  const r = x - (place - 1024) * 0.015625;
  const r2 = r * r;
  return EXP[place] * (1 + r + r2 * (0.5 + r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120))));
}

/** Layers of the ziggurat: widths by 2^-23, bounds to accept at once, and the density. */
const [WIDTH, BOUND, DENSITY] = [new Float64Array(256), new Int32Array(256), new Float64Array(257)];
const TAIL = 3.6541528853610088;
{
  const area = 0.00492867323399;
  const edges = new Float64Array(257);
  edges[0] = area / Math.exp(-0.5 * TAIL * TAIL);
  edges[1] = TAIL;
  for (let i = 2; i < 256; i++) {
    edges[i] = Math.sqrt(
      -2 * Math.log(area / edges[i - 1] + Math.exp(-0.5 * edges[i - 1] * edges[i - 1])),
    );
  }
  for (let i = 0; i < 256; i++) {
    WIDTH[i] = edges[i] / 8388608;
    BOUND[i] = Math.floor((edges[i + 1] / edges[i]) * 8388608);
  }
  for (let i = 0; i < 257; i++) DENSITY[i] = Math.exp(-0.5 * edges[i] * edges[i]);
}

/** State of the generator, sfc32. */
const state = new Int32Array(4);

/** The next 32 bits. */
function bits() {
  const sum = (state[0] + state[1] + state[3]) | 0;
  state[3] = (state[3] + 1) | 0;
  state[0] = state[1] ^ (state[1] >>> 9);
  state[1] = (state[2] + (state[2] << 3)) | 0;
  state[2] = (((state[2] << 21) | (state[2] >>> 11)) + sum) | 0;
  return sum;
}

/** Uniform in (0, 1). */
const uniform = () => ((bits() >>> 0) + 0.5) / 4294967296;

/** The stream of a run. */
function start(/** @type {number} */ seed, /** @type {number} */ run) {
  state[0] = seed | 0;
  state[1] = Math.floor(seed / 4294967296) | 0;
  state[2] = run | 0;
  state[3] = 1;
  for (let i = 0; i < 15; i++) bits();
}

/** Fills the first `count` places with standard normals. */
function fillNormals(/** @type {Float64Array} */ out, /** @type {number} */ count) {
  let [a, b, c, d] = [state[0], state[1], state[2], state[3]];
  for (let n = 0; n < count; n++) {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    const layer = sum & 255;
    const signed = sum >> 8;
    if (signed < BOUND[layer] && signed > -BOUND[layer]) {
      out[n] = signed * WIDTH[layer];
    } else {
      state[0] = a;
      state[1] = b;
      state[2] = c;
      state[3] = d;
      out[n] = edge(layer, signed);
      a = state[0];
      b = state[1];
      c = state[2];
      d = state[3];
    }
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}

/** A normal from the edge of a layer or the tail: about one in a hundred. */
function edge(/** @type {number} */ layer, /** @type {number} */ signed) {
  for (;;) {
    if (layer === 0) {
      for (;;) {
        const x = -Math.log(uniform()) / TAIL;
        if (-2 * Math.log(uniform()) > x * x) return signed < 0 ? -TAIL - x : TAIL + x;
      }
    }
    const x = signed * WIDTH[layer];
    const low = DENSITY[layer];
    if (low + uniform() * (DENSITY[layer + 1] - low) < Math.exp(-0.5 * x * x)) return x;
    const next = bits();
    layer = next & 255;
    signed = next >> 8;
    if (Math.abs(signed) < BOUND[layer]) return signed * WIDTH[layer];
  }
}

/** Room for the state of a run and of a step: at most 12 agencies and 8 threats. */
const PAIRS = 96;
const balancing = new Float64Array(PAIRS);
const colluding = new Float64Array(PAIRS);
const access = new Float64Array(PAIRS);
const own = new Float64Array(PAIRS);
const accessNow = new Float64Array(PAIRS);
const ownNow = new Float64Array(PAIRS);
const rentShock = new Float64Array(PAIRS);
const ownShock = new Float64Array(PAIRS);
const normals = new Float64Array(2 * PAIRS + 8);
const luck = new Float64Array(12);
const T = new Float64Array(8);
const wanted = new Float64Array(8);
const feared = new Float64Array(8);
const rent = new Float64Array(8);
const effortGain = new Float64Array(8);
const effortLoss = new Float64Array(8);
const value = new Float64Array(8);
const better = new Float64Array(8);
const sorted = new Float64Array(8);
const isBalance = new Uint8Array(8);
const B = new Float64Array(8);
const C = new Float64Array(8);
const netB = new Float64Array(8);
const netC = new Float64Array(8);
const most = new Float64Array(8);
const least = new Float64Array(8);
const extra = new Float64Array(8);
const fed = new Float64Array(8);
const sums = new Float64Array(8);

/** How far a level is from its mean when `z` is uniform: `het` of the methods. */
const drawn = (/** @type {number} */ mean, /** @type {number} */ z) =>
  Math.min(1, Math.max(0, mean + 2 * Math.min(mean, 1 - mean) * (z - 0.5)));

/** Draws the agencies and the shocks of a run, or sets both as a run without noise has them. */
function draw(/** @type {Plan} */ plan, /** @type {boolean} */ noise) {
  const { K, J, accessSpread, ownSpread, rentNoise, ownNoise } = plan;
  for (let k = 0; k < K; k++) luck[k] = (noise ? uniform() : (k + 0.5) / K) - 0.5;
  for (let k = 0, pair = 0; k < K; k++) {
    for (let j = 0; j < J; j++, pair++) {
      const z = noise ? uniform() : (((k + j + 1) % K) + 0.5) / K;
      access[pair] = drawn(plan.access[pair], 0.5 + accessSpread * (z - 0.5));
      const o = noise ? uniform() : (((2 * k + j) % K) + 0.5) / K;
      own[pair] = drawn(plan.own[pair], 0.5 + ownSpread * (o - 0.5));
    }
  }
  const pairs = K * J;
  accessNow.set(access);
  ownNow.set(own);
  if (!noise) return;
  fillNormals(normals, 2 * pairs);
  for (let pair = 0; pair < pairs; pair++) {
    // The mean of the multiplier is one.
    access[pair] *= Math.exp((-rentNoise * rentNoise) / 2);
    own[pair] *= Math.exp((-ownNoise * ownNoise) / 2);
    rentShock[pair] = rentNoise * normals[pair];
    ownShock[pair] = ownNoise * normals[pairs + pair];
    accessNow[pair] = access[pair] * exp(rentShock[pair]);
    ownNow[pair] = own[pair] * exp(ownShock[pair]);
  }
}

/**
 * One run. Writes the recorded outputs every `every` steps to `record[output][row][run]`, and the
 * means over the window of all of them to `window[output][run]`.
 *
 * @param {Plan} plan
 * @param {boolean} noise
 * @param {number} run
 * @param {number} runs
 * @param {number} every
 * @param {number} recorded how many outputs are recorded
 * @param {Float64Array} record
 * @param {Float64Array} window
 * @returns {number} the step in which the regime first falls, or -1
 */
function simulateRun(plan, noise, run, runs, every, recorded, record, window) {
  const { K, J, dt, steps, from, width, table, shares, dangers, harms, priorities } = plan;
  const { forceShares, relatedFrom, relatedTo, fights, feeds, proxies, leverage } = plan;
  const { responsiveness, combatCost, adaptation, observation, feeding, attrition } = plan;
  const { leak, effectiveness, exponent, minimum, halfRent, halfDependence } = plan;
  const { hazardBase, hazardThreat, kept, growthNoise, growthShift } = plan;
  const [rentSpread, ownSpread] = [plan.rentNoise * plan.renewed, plan.ownNoise * plan.renewed];
  const [pairs, related, perThreat] = [K * J, relatedFrom.length, 1 / J];
  const block = Math.ceil(steps / every) * runs;

  draw(plan, noise);
  let deadline = noise ? -Math.log(uniform()) : Infinity;
  let fell = -1;
  let spreadOfShares = 0;
  let allShares = 0;
  for (let k = 0; k < K; k++) {
    spreadOfShares += shares[k] * luck[k];
    allShares += shares[k];
  }
  balancing.fill(0);
  colluding.fill(0);
  sums.fill(0);
  T.set(plan.initial);
  let observed = 0;
  let sumBalance = 0;
  let sumCollude = 0;
  let sumIdle = 0;
  let sumD3 = 0;
  let sumSame = 0;
  let sumState = 0;
  let sumW = 0;
  let sumDiverted = 0;
  let sumLoss = 0;
  let sumAid = 0;
  let sumHazard = 0;
  let due = 0;
  let place = run;

  for (let step = 0, row = 0; step < steps; step++, row += width) {
    if (step === from) {
      sumBalance = sumCollude = sumIdle = sumD3 = sumSame = sumState = sumW = 0;
      sumDiverted = sumLoss = sumAid = sumHazard = 0;
      for (let j = 0; j < J; j++) sums[j] = 0;
    }

    // The patron.
    let pressing = 0;
    let danger = 0;
    let loss = 0;
    for (let j = 0; j < J; j++) {
      pressing += priorities[j] * T[j];
      danger += dangers[j] * T[j];
      loss += harms[j] * T[j];
    }
    const trapped = (table[row + 9] * pressing) / (pressing + halfDependence);
    const conditions = table[row + 2] * (1 - trapped);
    const aid = table[row + 4] * (1 - conditions * observed);
    const G = table[row + 3] + aid;
    const aidShare = aid / G;
    const monitoring = table[row + 7];

    // What is equal for all agencies.
    for (let j = 0; j < J; j++) {
      const t = T[j];
      const v = table[row + 10 + j];
      const condition = leverage * conditions * priorities[j] * aidShare;
      wanted[j] = positive(v) * t;
      feared[j] = positive(-v) * t;
      effortGain[j] = condition - (combatCost * t) / (t + G);
      effortLoss[j] = table[row + 10 + J + j] + monitoring * condition;
      rent[j] = (table[row + 10 + 2 * J + j] * t) / (t + halfRent);
      B[j] = C[j] = netB[j] = netC[j] = most[j] = least[j] = 0;
    }

    // The agencies.
    const cohesion = table[row];
    const spread = table[row + 1];
    const pocketed = table[row + 6] * aidShare;
    let diverted = 0;
    let idle = 0;
    for (let k = 0, base = 0; k < K; k++, base += J) {
      const theta = cohesion + spread * luck[k];
      const self = 1 - theta;
      const skimmed = self * pocketed;
      let total = -1;
      for (let j = 0; j < J; j++) value[j] = theta * wanted[j] + self * ownNow[base + j] * T[j];
      for (let j = 0; j < J; j++) {
        extra[j] = self * rent[j] * accessNow[base + j] + theta * feared[j] - effortLoss[j];
      }
      for (let n = 0; n < related; n++) extra[relatedFrom[n]] += proxies[n] * value[relatedTo[n]];
      for (let j = 0; j < J; j++) {
        const balance = value[j] + effortGain[j];
        const collude = extra[j];
        isBalance[j] = Number(balance >= collude);
        const u = responsiveness * (collude + positive(balance - collude) - skimmed);
        better[j] = u;
        total += u;
      }
      let high = better[0];
      let low = high;
      for (let j = 1; j < J; j++) {
        high += positive(better[j] - high);
        low -= positive(low - better[j]);
      }
      let cut = positive(high - 1);
      cut += positive(total * perThreat - cut);
      if (J === 3) cut += positive(0.5 * (total - low) - cut);
      else if (J > 3) cut = Math.max(cut, cutOf(J));
      let spent = 0;
      let away = 0;
      const share = shares[k];
      for (let j = 0; j < J; j++) {
        const x = positive(better[j] - cut);
        const toBalance = isBalance[j] * x;
        const b = balancing[base + j] + adaptation * (toBalance - balancing[base + j]);
        const c = colluding[base + j] + adaptation * (x - toBalance - colluding[base + j]);
        balancing[base + j] = b;
        colluding[base + j] = c;
        const net = b - c;
        const gain = positive(net);
        B[j] += share * b;
        C[j] += share * c;
        netB[j] += share * gain;
        netC[j] += share * (gain - net);
        most[j] += positive(net - most[j]);
        least[j] -= positive(least[j] - net);
        spent += b;
        away += c;
      }
      spent += away;
      idle += share * (1 - spent);
      diverted += share * (away + self * (1 - spent));
    }
    diverted *= aid;

    // The outputs of the step.
    let balance = 0;
    let collude = 0;
    let opposed = 0;
    let allB = 0;
    let allC = 0;
    let d3 = 0;
    for (let j = 0; j < J; j++) {
      balance += B[j];
      collude += C[j];
      allB += netB[j];
      allC += netC[j];
      opposed += netB[j] - positive(netB[j] - netC[j]);
      if (most[j] >= 0.1 && least[j] <= -0.1) d3 = 1;
    }
    // Shares of agencies may miss one by rounding; efforts of nobody are nobody's.
    const all = allB + allC;
    const perEffort = all > 0 ? 2 / all : 0;
    const same = perEffort * opposed;
    const overall = perEffort * Math.min(allB, allC);
    const w = 2 * opposed;
    const forces = table[row + 5];
    const siege = danger / (danger + G + forces);
    const disloyal = allShares * (1 - cohesion) - spread * spreadOfShares;
    const hazard =
      hazardBase + hazardThreat * siege * siege * (siege * siege) + table[row + 8] * disloyal;
    sumBalance += balance;
    sumCollude += collude;
    sumIdle += idle;
    sumD3 += d3;
    sumSame += same;
    sumState += overall;
    sumW += w;
    sumDiverted += diverted;
    sumLoss += loss;
    sumAid += aid;
    sumHazard += hazard;
    for (let j = 0; j < J; j++) sums[j] += T[j];
    if (step === due) {
      due += every;
      let at = place;
      place += runs;
      for (let j = 0; j < J; j++, at += block) record[at] = T[j];
      record[at] = balance;
      record[at + block] = collude;
      record[at + 2 * block] = idle;
      record[at + 3 * block] = d3;
      record[at + 4 * block] = same;
      record[at + 5 * block] = overall;
      record[at + 6 * block] = w;
      record[at + 7 * block] = diverted;
      record[at + 8 * block] = loss;
      if (recorded > RECORDED) {
        record[at + 9 * block] = aid;
        record[at + 10 * block] = hazard;
      }
    }

    // The regime: a successor plays on, so only the first fall counts.
    deadline -= hazard * dt;
    if (deadline < 0) {
      fell = step;
      deadline = Infinity;
    }
    observed += observation * (monitoring * collude - observed);

    // The shocks of the next step, and of growth in this one.
    if (noise) {
      fillNormals(normals, 2 * pairs + J);
      for (let pair = 0; pair < pairs; pair++) {
        const shock = kept * rentShock[pair] + rentSpread * normals[pair];
        rentShock[pair] = shock;
        accessNow[pair] = access[pair] * exp(shock);
      }
      for (let pair = 0; pair < pairs; pair++) {
        const shock = kept * ownShock[pair] + ownSpread * normals[pairs + pair];
        ownShock[pair] = shock;
        ownNow[pair] = own[pair] * exp(shock);
      }
      for (let j = 0; j < J; j++) {
        extra[j] = growthNoise * normals[2 * pairs + j] + growthShift;
      }
    } else {
      for (let j = 0; j < J; j++) extra[j] = 0;
    }

    // The conflict.
    for (let j = 0; j < J; j++) fed[j] = 0;
    for (let n = 0; n < related; n++) {
      const [i, j] = [relatedFrom[n], relatedTo[n]];
      const force = T[i] / (T[i] + T[j]);
      extra[j] -= dt * fights[n] * force;
      fed[j] += feeds[n] * force;
    }
    for (let j = 0; j < J; j++) {
      const t = T[j];
      const fought = G * B[j] + forces * forceShares[j];
      const abetted = G * C[j];
      const both = fought + abetted;
      const strike = both > 0 ? effectiveness * fought * (1 - (leak * abetted) / both) : 0;
      const room = 1 - t * table[row + 10 + 3 * J + j];
      const open = positive(room);
      let contest = strike / (strike + t);
      if (exponent !== 1) {
        const power = strike ** exponent;
        contest = power / (power + t ** exponent);
      }
      const rate =
        table[row + 10 + 4 * J + j] * room +
        open * ((feeding * abetted) / (abetted + t) + fed[j]) -
        attrition * contest;
      T[j] = Math.max(minimum, t * exp(rate * dt + extra[j]));
    }
  }

  const weight = 1 / (steps - from);
  let at = run;
  for (let j = 0; j < J; j++, at += runs) window[at] = sums[j] * weight;
  window[at] = sumBalance * weight;
  window[at + runs] = sumCollude * weight;
  window[at + 2 * runs] = sumIdle * weight;
  window[at + 3 * runs] = sumD3 * weight;
  window[at + 4 * runs] = sumSame * weight;
  window[at + 5 * runs] = sumState * weight;
  window[at + 6 * runs] = sumW * weight;
  window[at + 7 * runs] = sumDiverted * weight;
  window[at + 8 * runs] = sumLoss * weight;
  window[at + 9 * runs] = sumAid * weight;
  window[at + 10 * runs] = sumHazard * weight;
  return fell;
}

/** What efforts must lose so that they sum to one, for any number of threats. */
function cutOf(/** @type {number} */ J) {
  for (let j = 0; j < J; j++) {
    const u = better[j];
    let at = j;
    for (; at > 0 && sorted[at - 1] < u; at--) sorted[at] = sorted[at - 1];
    sorted[at] = u;
  }
  let cut = 0;
  let total = -1;
  for (let j = 0; j < J; j++) {
    total += sorted[j];
    cut = Math.max(cut, total / (j + 1));
  }
  return cut;
}

/**
 * Means and standard errors of rows of `runs` values.
 *
 * @param {Float64Array} values
 * @param {number} runs
 */
function reduce(values, runs) {
  const means = new Float64Array(values.length / runs);
  const errors = new Float64Array(means.length);
  for (let row = 0; row < means.length; row++) {
    const [first, last] = [row * runs, (row + 1) * runs];
    let sum = 0;
    for (let at = first; at < last; at++) sum += values[at];
    const mean = sum / runs;
    let squares = 0;
    for (let at = first; at < last; at++) squares += (values[at] - mean) * (values[at] - mean);
    means[row] = mean;
    errors[row] = runs > 1 ? Math.sqrt(squares / (runs - 1) / runs) : 0;
  }
  return { means, errors };
}

/**
 * Simulates an ensemble. `record` holds the outputs of every run at every whole year, as
 * `[output][row][run]`, `window` their means after the first quarter, as `[output][run]`; outputs
 * are in the order of `plan.names`, and of `record` the last two are missing.
 *
 * @param {Plan} plan
 * @param {{ runs?: number, seed?: number, noise?: boolean }} [options]
 */
export function simulate(plan, { runs = 1000, seed = 1, noise = true } = {}) {
  const recorded = plan.J + RECORDED;
  const record = new Float64Array(recorded * plan.rows * runs);
  const window = new Float64Array(plan.names.length * runs);
  const fell = new Float64Array(runs);
  let survivors = 0;
  for (let run = 0; run < runs; run++) {
    start(seed, run);
    const step = simulateRun(plan, noise, run, runs, plan.perYear, RECORDED, record, window);
    fell[run] = step < 0 ? Number.NaN : step * plan.dt;
    if (step < 0) survivors++;
  }
  return {
    runs,
    record,
    window,
    /** Year of the first fall, or NaN. */
    fell,
    survival: survivors / runs,
    /** Means and standard errors of the rows of `record`. */
    series: reduce(record, runs),
    summary: reduce(window, runs),
  };
}

/**
 * The outputs of every step without noise, as `[output][step]` in the order of `plan.names`.
 *
 * @param {Plan} plan
 */
export function trace(plan) {
  const outputs = plan.names.length;
  const record = new Float64Array(outputs * plan.steps);
  simulateRun(plan, false, 0, 1, 1, OUTPUTS.length, record, new Float64Array(outputs));
  return record;
}

/**
 * Quantiles of every row of `record`, as `[row][share]`, linear between the runs.
 *
 * @param {Ensemble} ensemble
 * @param {number[]} shares in ascending order
 */
export function quantiles({ record, runs }, shares = [0.05, 0.25, 0.5, 0.75, 0.95]) {
  const rows = record.length / runs;
  const found = new Float64Array(rows * shares.length);
  const places = shares.map((share) => share * (runs - 1));
  const ranks = Int32Array.from(new Set(places.flatMap((at) => [Math.floor(at), Math.ceil(at)])));
  const values = new Float64Array(runs);
  for (let row = 0; row < rows; row++) {
    values.set(record.subarray(row * runs, (row + 1) * runs));
    select(values, 0, runs - 1, ranks, 0, ranks.length - 1);
    for (let n = 0; n < places.length; n++) {
      const low = Math.floor(places[n]);
      const [a, b] = [values[low], values[Math.ceil(places[n])]];
      found[row * shares.length + n] = a + (places[n] - low) * (b - a);
    }
  }
  return found;
}

/**
 * Puts the values of the given ranks, ascending, where sorting would, by halving the ranks.
 *
 * @param {Float64Array} values
 * @param {number} left
 * @param {number} right
 * @param {Int32Array} ranks
 * @param {number} first
 * @param {number} last
 */
function select(values, left, right, ranks, first, last) {
  if (first > last || left >= right) return;
  const middle = (first + last) >> 1;
  const rank = ranks[middle];
  let [low, high] = [left, right];
  while (low < high) {
    const pivot = values[rank];
    let [i, j] = [low, high];
    do {
      while (values[i] < pivot) i++;
      while (pivot < values[j]) j--;
      if (i <= j) {
        const swapped = values[i];
        values[i++] = values[j];
        values[j--] = swapped;
      }
    } while (i <= j);
    if (j < rank) low = i;
    if (rank < i) high = j;
  }
  select(values, left, rank - 1, ranks, first, middle - 1);
  select(values, rank + 1, right, ranks, middle + 1, last);
}
