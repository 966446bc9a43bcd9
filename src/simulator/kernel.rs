//! Four runs side by side: the same numbers as `model`, to the last bit, several times as fast.
//!
//! What gains the time: four runs in the lanes of vector registers; the number of threats known to the
//! compiler; what is the same for all runs worked out once for each period (`plan`); no branch that depends
//! on a run; chance in single precision, in loops of its own (`noise`).
#![allow(
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    reason = "arrays of J numbers, indexed by 0 to J - 1, as the equations are"
)]
#![allow(clippy::inline_always, reason = "measured: calls would pass four times the registers")]

use wide::{f32x4, f64x4};

use super::block::{Block, Layout, Recorder};
use super::lanes::{Double, LANES, Single};
use super::math;
use super::model::agency;
use super::noise::Shocks;
use super::outcome::Outcome;
use super::plan::{Period, PeriodThreat, Plan};

type Four = f64x4;

/// Most threats that the kernel takes. More are rare, and each number of them is a kernel of its own in the
/// module: those are left to the equations.
pub(super) const MOST_THREATS: usize = 4;

/// Plays the runs from `first` on, as many as a batch has, into a column of the block.
///
/// Which kind of shocks it is is asked once a period: a kernel for each would double the module.
pub(super) fn play(
    plan: &Plan,
    layout: &Layout,
    shocks: &mut dyn Shocks<f32x4>,
    first: u32,
    block: &mut Block,
    column: usize,
) {
    macro_rules! by_threats {
        ($($threats:literal)+) => {
            match plan.size.threats {
                $($threats => play_with::<$threats>(plan, layout, shocks, first, block, column),)+
                _ => {}
            }
        };
    }
    by_threats!(1 2 3 4);
}

/// An agency in four runs.
struct Agency<const J: usize> {
    share: Four,
    /// Place less a half: nobody's loyalty then leaves 0-1, whatever the cohesion.
    from_middle: Four,
    access: [Four; J],
    own_threat: [Four; J],
    balance: [Four; J],
    collude: [Four; J],
}

/// Constants of a plan, one number for all four runs.
struct Same<const J: usize> {
    priority: [f64; J],
    danger: [f64; J],
    harm: [f64; J],
    relations: [[f64; J]; J],
    /// What a group that another fights is worth to who helps it.
    proxies: [[f64; J]; J],
    has_relations: bool,
}

/// Four runs.
struct Batch<const J: usize> {
    agencies: Vec<Agency<J>>,
    strengths: [Four; J],
    observed_collusion: Four,
    outlasts: Four,
}

#[inline(always)]
fn of(value: f64) -> Four {
    Four::splat(value)
}

#[inline(always)]
fn per_threat<T: Copy + Default, const J: usize>(mut of: impl FnMut(usize) -> T) -> [T; J] {
    // Not `array::from_fn`, which the compiler leaves a function of its own.
    let mut all = [T::default(); J];
    for (j, one) in all.iter_mut().enumerate() {
        *one = of(j);
    }
    all
}

impl<const J: usize> Same<J> {
    fn new(plan: &Plan) -> Self {
        let threat = |j: usize| plan.scenario.threats.get(j);
        let relation = |i: usize, j: usize| {
            plan.relations.get(i).and_then(|row| row.get(j)).copied().unwrap_or_default()
        };
        Self {
            priority: per_threat(|j| threat(j).map_or(0.0, |threat| threat.patron_priority)),
            danger: per_threat(|j| threat(j).map_or(0.0, |threat| threat.danger)),
            harm: per_threat(|j| threat(j).map_or(0.0, |threat| threat.harm)),
            relations: std::array::from_fn(|i| per_threat(|j| relation(i, j))),
            proxies: std::array::from_fn(|i| {
                per_threat(|j| plan.scenario.proxy_value * relation(i, j))
            }),
            has_relations: plan.relations.iter().flatten().any(|relation| *relation != 0.0),
        }
    }
}

/// What is the same for all agencies in a period.
struct Setting<const J: usize> {
    share: Four,
    idle: f64,
    /// What fighting each group earns beside its end, less what it costs.
    balance: [Four; J],
    /// What helping each group earns with full access.
    rent: [Four; J],
    /// What helping each group costs.
    collude: [Four; J],
    worth_of_fighting: [f64; J],
    worth_of_sparing: [f64; J],
}

/// Sums over the agencies in a period.
struct Sums<const J: usize> {
    balance: [Four; J],
    collude: [Four; J],
    fight: [Four; J],
    most: [Four; J],
    least: [Four; J],
    diverted: Four,
    own_goals: Four,
}

/// Plays four runs with a number of threats that the compiler knows.
fn play_with<const J: usize>(
    plan: &Plan,
    layout: &Layout,
    shocks: &mut dyn Shocks<f32x4>,
    first: u32,
    block: &mut Block,
    column: usize,
) {
    let same = Same::<J>::new(plan);
    let start = shocks.start(first);
    let mut batch = Batch::<J>::new(plan, start);
    let mut recorder = Recorder::new(layout, column);
    for period in &plan.periods {
        let Ok(threats) = <&[_; J]>::try_from(period.threats.as_slice()) else { return };
        let (before, standing) = (batch.strengths, batch.standing());
        let outcome = batch.period(plan, period, threats, &same, &before, shocks.period());
        recorder.period(block, &before, &outcome, standing);
    }
    recorder.end(block, &batch.strengths, batch.standing());
}

impl<const J: usize> Batch<J> {
    fn new(plan: &Plan, start: &[f64x4]) -> Self {
        let (places, rest) = start.split_at_checked(plan.size.agencies).unwrap_or_default();
        let pairs = rest.chunks_exact(2 * J);
        let agencies = plan.scenario.agencies.iter().zip(places).zip(pairs);
        let agencies = agencies.map(|((agency, place), pairs)| {
            let level = |all, own: Option<&Vec<f64>>, j: usize, at: usize| {
                let places = pairs.get(at).map_or([0.0; LANES], |place| place.to_array());
                let level = |place| agency::level(all, own, j, place);
                Four::new(places.map(level))
            };
            let (access, own) = (agency.rent_access.as_ref(), agency.own_threat.as_ref());
            Agency {
                share: of(agency.capacity_share),
                from_middle: *place - of(0.5),
                access: per_threat(|j| level(plan.scenario.rent_access, access, j, 2 * j)),
                own_threat: per_threat(|j| level(plan.scenario.own_threat, own, j, 2 * j + 1)),
                balance: [of(0.0); J],
                collude: [of(0.0); J],
            }
        });
        let initial =
            |j: usize| plan.scenario.threats.get(j).map_or(0.0, |threat| threat.initial_strength);
        Self {
            agencies: agencies.collect(),
            strengths: per_threat(|j| of(initial(j))),
            observed_collusion: of(0.0),
            outlasts: start.last().copied().unwrap_or(of(0.0)),
        }
    }

    /// 1 where the first regime still stands.
    fn standing(&self) -> Four {
        of(0.0).below(self.outlasts, of(1.0), of(0.0))
    }

    /// Plays a period, from these strengths on.
    #[inline(always)]
    fn period(
        &mut self,
        plan: &Plan,
        period: &Period,
        threats: &[PeriodThreat; J],
        same: &Same<J>,
        strengths: &[Four; J],
        shocks: &[f32x4],
    ) -> Outcome<Four> {
        let Self { agencies, strengths: after, observed_collusion, outlasts } = self;
        let (scenario, one) = (&plan.scenario, of(plan.numbers.one));
        let mut feared = of(0.0);
        for j in 0..J {
            feared += of(same.priority[j]) * strengths[j];
        }
        let need =
            of(period.patron_dependence) * feared / (feared + of(scenario.half_dependence_threat));
        let conditionality = of(period.conditionality) * (one - need);
        let aid = of(period.aid) * (one - conditionality * *observed_collusion);
        let capacity = of(period.own_capacity) + aid;
        let share = aid / capacity;

        let condition = of(scenario.aid_leverage) * conditionality * share;
        let condition: [Four; J] = per_threat(|j| condition * of(same.priority[j]));
        let monitoring = of(period.monitoring);
        let setting = Setting {
            share,
            idle: 1.0 - period.monitoring,
            balance: per_threat(|j| {
                condition[j] - of(scenario.combat_cost) * strengths[j] / (strengths[j] + capacity)
            }),
            rent: per_threat(|j| {
                of(threats[j].rent)
                    * (strengths[j] / (strengths[j] + of(scenario.half_rent_strength)))
            }),
            collude: per_threat(|j| {
                monitoring * (of(threats[j].will) + condition[j]) + of(scenario.secrecy_cost)
            }),
            worth_of_fighting: per_threat(|j| threats[j].worth_of_fighting),
            worth_of_sparing: per_threat(|j| threats[j].worth_of_sparing),
        };

        let none = [of(0.0); J];
        let mut sums = Sums {
            balance: none,
            collude: none,
            fight: none,
            most: none,
            least: none,
            diverted: of(0.0),
            own_goals: of(0.0),
        };
        let (benefits, events) =
            shocks.split_at_checked(2 * J * agencies.len()).unwrap_or_default();
        for (agency, factors) in
            agencies.iter_mut().zip(benefits.as_chunks::<2>().0.chunks_exact(J))
        {
            if let Ok(factors) = <&[[f32x4; 2]; J]>::try_from(factors) {
                agency.respond(plan, period, &setting, same, strengths, factors, &mut sums);
            }
        }

        let outcome = outcome(plan, period, same, aid, capacity, strengths, &sums);
        *outlasts -= outcome.hazard * of(scenario.dt);
        for j in 0..J {
            let event = events.get(j).map_or(of(0.0), |event| event.double());
            after[j] = fought(plan, threats, same, capacity, strengths, &sums, event, j);
        }
        *observed_collusion = *observed_collusion
            + of(plan.notice) * (monitoring * outcome.collude - *observed_collusion);
        outcome
    }
}

impl<const J: usize> Agency<J> {
    #[inline(always)]
    #[allow(clippy::too_many_arguments, reason = "the parts of one loop")]
    fn respond(
        &mut self,
        plan: &Plan,
        period: &Period,
        setting: &Setting<J>,
        same: &Same<J>,
        strengths: &[Four; J],
        factors: &[[f32x4; 2]; J],
        sums: &mut Sums<J>,
    ) {
        let scenario = &plan.scenario;
        let (zero, one) = (of(0.0), of(plan.numbers.one));
        let width = 2.0 * period.cohesion.min(1.0 - period.cohesion);
        let loyalty = of(period.cohesion) + of(width) * self.from_middle;
        let selfish = one - loyalty;
        let idle = selfish * of(scenario.skimming) * setting.share * of(setting.idle);

        let values: [Four; J] = per_threat(|j| {
            let own = self.own_threat[j] * factors[j][1].double();
            (loyalty * of(setting.worth_of_fighting[j]) + selfish * own) * strengths[j]
        });
        let mut colludes: [Four; J] = per_threat(|j| {
            let access = self.access[j] * factors[j][0].double();
            let rents = selfish * access * setting.rent[j];
            if setting.worth_of_sparing[j] > 0.0 {
                rents + loyalty * of(setting.worth_of_sparing[j]) * strengths[j]
            } else {
                rents
            }
        });
        if same.has_relations {
            // No group is related to itself: a scenario that says so is refused.
            for j in 0..J {
                for i in 0..J {
                    if i != j {
                        colludes[j] += of(same.proxies[j][i]) * values[i];
                    }
                }
            }
        }
        let mut wanted = [zero; J];
        let mut helped = [zero; J];
        for j in 0..J {
            let balance = values[j] + setting.balance[j];
            let collude = colludes[j] - setting.collude[j];
            helped[j] = balance.simd_lt(collude);
            let best = balance.at_least(collude);
            wanted[j] = (of(scenario.responsiveness) * (best - idle)).at_least(zero);
        }

        // Short loops, which the compiler unrolls.
        let level = excess(wanted, &plan.numbers);
        let (adjustment, inertia) = (of(plan.adjustment), of(plan.inertia));
        for j in 0..J {
            let effort = adjustment * (wanted[j] - level).at_least(zero);
            // All of it or nothing.
            let for_collude = helped[j] & effort;
            let for_balance = effort - for_collude;
            self.balance[j] = inertia * self.balance[j] + for_balance;
            self.collude[j] = inertia * self.collude[j] + for_collude;
        }
        let (balance, collude) = (self.balance, self.collude);
        let (mut fights, mut helps) = (zero, zero);
        for j in 0..J {
            sums.balance[j] += self.share * balance[j];
            sums.collude[j] += self.share * collude[j];
            fights += balance[j];
            helps += collude[j];
        }
        let net: [Four; J] = per_threat(|j| balance[j] - collude[j]);
        for j in 0..J {
            let fight = net[j].at_least(zero);
            sums.fight[j] += self.share * fight;
        }
        for j in 0..J {
            sums.most[j] = sums.most[j].at_least(net[j]);
            sums.least[j] = sums.least[j].at_most(net[j]);
        }
        let idle = one - (fights + helps);
        sums.diverted += self.share * (helps + selfish * idle);
        sums.own_goals += self.share * selfish;
    }
}

/// `agency::excess` without a branch.
#[inline(always)]
fn excess<const J: usize>(wanted: [Four; J], numbers: &math::Numbers) -> Four {
    let mut sorted = wanted;
    for end in (1..J).rev() {
        for j in 0..end {
            let (a, b) = (sorted[j], sorted[j + 1]);
            sorted[j] = a.at_least(b);
            sorted[j + 1] = a.at_most(b);
        }
    }
    let one = of(numbers.one);
    let mut sum = sorted[0];
    let mut level = (sum - one).at_least(of(0.0));
    for j in 1..J {
        sum += sorted[j];
        level = level.at_least((sum - one) * of(numbers.shares[j]));
    }
    level
}

#[inline(always)]
fn outcome<const J: usize>(
    plan: &Plan,
    period: &Period,
    same: &Same<J>,
    aid: Four,
    capacity: Four,
    strengths: &[Four; J],
    sums: &Sums<J>,
) -> Outcome<Four> {
    let (scenario, numbers) = (&plan.scenario, &plan.numbers);
    let (zero, one, two) = (of(0.0), of(numbers.one), of(numbers.double_two));
    let (notable, tiny) = (of(numbers.notable), of(numbers.tiny));
    let (mut balance, mut collude) = (zero, zero);
    let (mut both, mut all_for, mut all_against, mut d3) = (zero, zero, zero, zero);
    let (mut danger, mut national_loss) = (zero, zero);
    for j in 0..J {
        balance += sums.balance[j];
        collude += sums.collude[j];
        let helped = (-sums.least[j]).below(notable, zero, one);
        d3 = d3.at_least(sums.most[j].below(notable, zero, helped));
        let fight = sums.fight[j];
        let help = (fight - (sums.balance[j] - sums.collude[j])).at_least(zero);
        both += fight.at_most(help);
        all_for += fight;
        all_against += help;
        danger += of(same.danger[j]) * strengths[j];
        national_loss += of(same.harm[j]) * strengths[j];
    }
    let all = (all_for + all_against).at_least(tiny);

    let weight = danger / (danger + capacity + of(period.patron_forces));
    let square = weight * weight;
    let coup = of(scenario.hazard_coup * period.monitoring * period.mean_will);
    let hazard = of(scenario.hazard_base)
        + of(scenario.hazard_threat) * (square * square)
        + coup * sums.own_goals;
    Outcome {
        balance,
        collude,
        idle: one - balance - collude,
        d3,
        x_same: two * both / all,
        x_state: two * all_for.at_most(all_against) / all,
        w: two * both,
        aid,
        aid_diverted: aid * sums.diverted,
        hazard,
        national_loss,
    }
}

/// Strength of a group after the period.
#[inline(always)]
#[allow(clippy::too_many_arguments, reason = "the parts of one loop")]
fn fought<const J: usize>(
    plan: &Plan,
    threats: &[PeriodThreat; J],
    same: &Same<J>,
    capacity: Four,
    strengths: &[Four; J],
    sums: &Sums<J>,
    event: Four,
    j: usize,
) -> Four {
    let scenario = &plan.scenario;
    let (zero, one, tiny) = (of(0.0), of(plan.numbers.one), of(plan.numbers.tiny));
    let (threat, strength) = (&threats[j], strengths[j]);
    let balance = capacity * sums.balance[j];
    let collude = capacity * sums.collude[j];
    let force = balance + of(threat.forces);
    let leak = collude / (force + collude).at_least(tiny);
    let pressure =
        of(scenario.effectiveness) * force * (one - of(scenario.intelligence_leak) * leak);

    let room = one - strength * of(threat.crowding);
    let open = room.at_least(zero);
    let lost = if scenario.contest_exponent == 1.0 {
        pressure / (pressure + strength)
    } else {
        contest(pressure, strength, scenario.contest_exponent, &plan.numbers)
    };
    let mut rate = of(threat.growth) * room
        + of(scenario.collusion_feeding) * (collude / (collude + strength)) * open
        - of(scenario.attrition) * lost;
    if same.has_relations {
        let (mut fought, mut fed) = (zero, zero);
        for i in 0..J {
            let relation = same.relations[i][j];
            if i != j && relation != 0.0 {
                let weight = strengths[i] / (strengths[i] + strength);
                if relation > 0.0 {
                    fought += of(relation) * weight;
                } else {
                    fed += of(-relation) * weight;
                }
            }
        }
        let group_rate = of(scenario.group_rate);
        rate = rate - group_rate * fought + group_rate * open * fed;
    }
    let drift = rate * of(scenario.dt) + (of(plan.deviation) * event - of(plan.drag));
    (strength * math::exp(drift, &plan.numbers)).at_least(of(scenario.minimum_strength))
}

/// Share of a contest with an exponent other than 1 that goes to `x`.
#[cold]
#[inline(never)]
fn contest(x: Four, y: Four, exponent: f64, numbers: &math::Numbers) -> Four {
    let (x, y) = (math::power(x, of(exponent), numbers), math::power(y, of(exponent), numbers));
    x / (x + y)
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::unwrap_used)]
mod tests {
    use super::*;

    fn numbers(cell: &str) -> Vec<f64> {
        cell.split(';').map(|number| number.parse().unwrap()).collect()
    }

    /// That of the kernel for as many efforts, the same in each lane.
    fn without_a_branch(wanted: &[f64]) -> [f64; LANES] {
        fn of_as_many<const J: usize>(wanted: &[f64]) -> Four {
            excess::<J>(std::array::from_fn(|j| of(wanted[j])), &math::Numbers::new())
        }
        let level = match wanted.len() {
            1 => of_as_many::<1>(wanted),
            2 => of_as_many::<2>(wanted),
            3 => of_as_many::<3>(wanted),
            4 => of_as_many::<4>(wanted),
            5 => of_as_many::<5>(wanted),
            6 => of_as_many::<6>(wanted),
            7 => of_as_many::<7>(wanted),
            _ => of_as_many::<8>(wanted),
        };
        level.to_array()
    }

    /// Computed by another implementation.
    #[test]
    fn efforts_are_projected_as_another_implementation_does() {
        let mut compared = 0;
        for line in include_str!("../../tests/vectors/simplex_projection.csv").lines().skip(1) {
            let row: Vec<&str> = line.split(',').collect();
            let wanted: Vec<f64> = numbers(row[1]).iter().map(|wish| wish.max(0.0)).collect();
            let expected = numbers(row[3]);
            assert!(
                wanted.len() == expected.len() && wanted.len() <= crate::simulator::MOST_THREATS
            );
            let level = agency::excess(&wanted);
            for (wish, effort) in wanted.iter().zip(expected) {
                assert!(((wish - level).max(0.0) - effort).abs() < 1e-12, "{line}");
            }
            assert_eq!(without_a_branch(&wanted), [level; LANES], "{line}");
            compared += 1;
        }
        assert_eq!(compared, 10);
    }

    #[test]
    fn without_a_branch_the_projection_has_the_same_bits() {
        let mut random = crate::random::Random::seeded(17);
        for round in 0..20_000 {
            let count = 1 + random.below(crate::simulator::MOST_THREATS);
            let spread = [0.2, 1.0, 5.0][round % 3];
            // Many wish for nothing, and some for the same.
            let mut wish = || (spread * (2.0 * random.uniform() - 0.8)).max(0.0);
            let mut wanted: Vec<f64> = (0..count).map(|_| wish()).collect();
            if round % 5 == 0 {
                wanted[count - 1] = wanted[0];
            }
            let level = agency::excess(&wanted);
            let bits = without_a_branch(&wanted).map(f64::to_bits);
            assert_eq!(bits, [level.to_bits(); LANES], "{wanted:?}");
            let efforts = wanted.iter().map(|wish| (wish - level).max(0.0));
            assert!(efforts.sum::<f64>() < 1.0 + 1e-12, "{wanted:?}");
        }
    }
}
