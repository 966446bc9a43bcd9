//! What the numbers of two policies say. A sentence claims a direction only where the margin of the paired
//! difference leaves no other, and where the difference can be seen at all.

use maud::{Markup, html};

use super::{PoliciesView, Policy, percent};
use crate::simulator::{Difference, Scenario, Schedule, Spread};
use crate::texts::{Texts, capitalised};

/// From which difference on a share or a strength counts as another: it shows in the last digit.
const VISIBLE: f64 = 0.01;

/// What a difference supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    More,
    Less,
    Same,
    Open,
}

impl Direction {
    fn of(difference: &Difference) -> Self {
        let (low, high) =
            (difference.mean - difference.margin, difference.mean + difference.margin);
        if low > 0.0 && difference.mean >= VISIBLE {
            Self::More
        } else if high < 0.0 && difference.mean <= -VISIBLE {
            Self::Less
        } else if low > -2.0 * VISIBLE && high < 2.0 * VISIBLE {
            Self::Same
        } else {
            Self::Open
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Less => "less",
            Self::Same => "same",
            Self::Open => "open",
        }
    }
}

/// The levers that have words of their own.
const LEVERS: [&str; 11] = [
    "monitoring",
    "conditionality",
    "patron_dependence",
    "cohesion",
    "regime_weight",
    "aid",
    "patron_forces",
    "own_capacity",
    "sanction",
    "embeddedness",
    "rent_scale",
];

/// The message of the one lever that a policy moves; none where it moves none, several or one without words.
pub(super) fn lever(view: &PoliciesView, policy: Policy) -> Option<String> {
    let [setting] = view.settings(policy) else { return None };
    let name = setting.path.rsplit('.').next()?;
    LEVERS.contains(&name).then_some(())?;
    let direction = if setting.more { "more" } else { "less" };
    Some(format!("simulator.{direction}.{name}"))
}

/// The value of a parameter as it was: of a schedule the mean of its points, of threats that of all.
pub(super) fn was(scenario: &Scenario, path: &str) -> f64 {
    let schedule = match path {
        "monitoring" => &scenario.monitoring,
        "conditionality" => &scenario.conditionality,
        "patron_dependence" => &scenario.patron_dependence,
        "cohesion" => &scenario.cohesion,
        "regime_weight" => &scenario.regime_weight,
        "aid" => &scenario.aid,
        "patron_forces" => &scenario.patron_forces,
        "own_capacity" => &scenario.own_capacity,
        "rent_scale" => &scenario.rent_scale,
        "sanction" => return scenario.sanction,
        _ => return mean(scenario.threats.iter().map(|threat| threat.embeddedness)),
    };
    match schedule {
        Schedule::Constant(value) => *value,
        Schedule::Points(points) => mean(points.iter().map(|[_, value]| *value)),
    }
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}

/// The finding: what each policy does to the double game.
pub(super) fn headline(view: &PoliciesView, texts: Texts) -> String {
    let moved: Vec<Policy> =
        Policy::BOTH.into_iter().filter(|policy| !view.settings(*policy).is_empty()).collect();
    let share = percent(view.policies.as_it_was.d3.value, texts);
    let sentence = |policy: Policy, first: bool| {
        let direction = Direction::of(&view.change(policy).d3).word();
        let (doing, key) = (
            view.doing(policy, texts),
            if first {
                format!("simulator.headline_{direction}")
            } else {
                format!("simulator.then_{direction}")
            },
        );
        texts.fill(&key, &[("policy", &doing)])
    };
    match moved.as_slice() {
        [] => texts.fill("simulator.headline_was", &[("share", &share)]),
        [only] => sentence(*only, true),
        [first, second, ..] => format!("{} {}", sentence(*first, true), sentence(*second, false)),
    }
}

/// What the model is and what it is not.
pub(super) fn deck(view: &PoliciesView, texts: Texts) -> String {
    let place = format!("simulator.place.{}", view.scenario.id);
    let known = ["us-afghanistan", "us-colombia", "internal-ideal-type", "external-ideal-type"];
    let place = if known.contains(&view.scenario.id.as_str()) {
        texts.get(&place).to_owned()
    } else {
        texts.get("simulator.place_own").to_owned()
    };
    let threats = view.scenario.threats.len();
    let key = if threats == 1 { "simulator.deck_one" } else { "simulator.deck" };
    texts.fill(
        key,
        &[
            ("agencies", &view.scenario.agencies.to_string()),
            ("threats", &threats.to_string()),
            ("place", &place),
            ("runs", &runs(view, texts)),
        ],
    )
}

/// The number of runs, its thousands apart.
pub(super) fn runs(view: &PoliciesView, texts: Texts) -> String {
    let runs = view.policies.runs;
    if runs < 1000 {
        return runs.to_string();
    }
    texts.fill(
        "simulator.thousands",
        &[("thousands", &(runs / 1000).to_string()), ("rest", &format!("{:03}", runs % 1000))],
    )
}

/// What the policies change beside the double game: a list for each.
pub(super) fn changes(view: &PoliciesView, texts: Texts) -> Markup {
    html! {
        @for policy in Policy::BOTH {
            @if !view.settings(policy).is_empty() {
                p class="finding" { (effects(view, policy, texts)) }
            }
        }
    }
}

/// `A. Watching more closely: less aid diverted (35 % against 40 %); …`
fn effects(view: &PoliciesView, policy: Policy, texts: Texts) -> String {
    let (was, now, change) = (&view.policies.as_it_was, view.outcomes(policy), view.change(policy));
    let share = |key: &str, now: &Spread, was: &Spread, change: &Difference| {
        effect(key, "", [now, was].map(|spread| percent(spread.value, texts)), change, texts)
    };
    let mut effects = vec![
        share("simulator.effect_d3", &now.d3, &was.d3, &change.d3),
        share("simulator.effect_aid", &now.aid_diverted, &was.aid_diverted, &change.aid_diverted),
    ];
    for ((index, name), change) in view.threats().zip(&change.threats) {
        if let (Some(now), Some(was)) = (now.threats.get(index), was.threats.get(index)) {
            let values = [now, was].map(|threat| texts.degree(threat.end.value));
            effects.push(effect("simulator.effect_threat", name, values, change, texts));
        }
    }
    effects.push(share("simulator.effect_regime", &now.survival, &was.survival, &change.survival));
    let names = [("letter", policy.letter()), ("heading", &view.heading(policy, texts))];
    format!("{} {}.", texts.fill("simulator.effects", &names), effects.join("; "))
}

/// What happens to one thing, with its value under the policy and as it was. Values that are written alike are no
/// change that a reader could see.
fn effect(
    key: &str,
    threat: &str,
    [now, was]: [String; 2],
    change: &Difference,
    texts: Texts,
) -> String {
    let direction = match Direction::of(change) {
        Direction::More | Direction::Less if now == was => Direction::Same,
        direction => direction,
    };
    let places = [("threat", threat), ("now", &now), ("was", &was)];
    texts.fill(&format!("{key}_{}", direction.word()), &places)
}

/// How agencies spend their effort at the end.
pub(super) fn efforts(view: &PoliciesView, texts: Texts) -> String {
    let of = |name: &str, fights: &[f64], helps: &[f64]| {
        let at_end = |series: &[f64]| percent(series.last().copied().unwrap_or(0.0), texts);
        texts.fill(
            "simulator.effort_item",
            &[("name", name), ("fights", &at_end(fights)), ("helps", &at_end(helps))],
        )
    };
    let was = &view.policies.as_it_was;
    let mut items = vec![of(texts.get("simulator.was_in_sentence"), &was.fights, &was.helps)];
    for policy in Policy::BOTH {
        let outcomes = view.outcomes(policy);
        let name = texts.fill("simulator.under", &[("letter", policy.letter())]);
        items.push(of(&name, &outcomes.fights, &outcomes.helps));
    }
    texts.fill("simulator.effort_sentence", &[("end", &view.end()), ("items", &items.join("; "))])
}

/// How strong the groups are at the end.
pub(super) fn strengths(view: &PoliciesView, texts: Texts) -> String {
    let items = view.threats().filter_map(|(index, name)| {
        let end = |outcomes: &crate::simulator::PolicyOutcomes| {
            outcomes.threats.get(index).map(|threat| texts.degree(threat.end.value))
        };
        let policies = &view.policies;
        let (was, a, b) = (end(&policies.as_it_was)?, end(&policies.a)?, end(&policies.b)?);
        Some(texts.fill(
            "simulator.strength_item",
            &[("threat", name), ("a", &a), ("b", &b), ("was", &was)],
        ))
    });
    let items: Vec<String> = items.collect();
    texts.fill(
        "simulator.strength_sentence",
        &[("end", &view.end()), ("items", &items.join("; ")), ("unit", &view.scenario.unit)],
    )
}

/// `monitoring 0.8, cohesion 0.5`.
fn settings(view: &PoliciesView, policy: Policy, texts: Texts) -> String {
    let setting = |setting: &super::MovedLever| {
        let name = setting.path.rsplit('.').next().unwrap_or_default();
        let name = if LEVERS.contains(&name) {
            texts.get(&format!("simulator.name.{name}"))
        } else {
            &setting.path
        };
        format!("{name} {}", texts.degree(setting.value))
    };
    let list: Vec<String> = view.settings(policy).iter().map(setting).collect();
    if list.is_empty() {
        texts.get("simulator.was_in_sentence").to_owned()
    } else {
        list.join(", ")
    }
}

/// What is counted, what the policies set, on how many runs it rests.
pub(super) fn caption(view: &PoliciesView, texts: Texts) -> Vec<String> {
    let seed = view.policies.seed.to_string();
    vec![
        capitalised(texts.get("simulator.caption_d3")),
        texts.fill(
            "simulator.caption",
            &[
                ("scenario", &view.scenario.id),
                ("a", &settings(view, Policy::A, texts)),
                ("b", &settings(view, Policy::B, texts)),
                ("runs", &runs(view, texts)),
                ("seed", &seed),
            ],
        ),
    ]
}
