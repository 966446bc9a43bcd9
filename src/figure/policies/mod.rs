//! The figure "two policies": what was, A and B in the model, as tiles, efforts and bands.

mod efforts;
mod panels;
mod scene;
mod sentences;
mod strengths;
mod table;
mod tiles;
mod wrong;

use maud::{Markup, html};

use super::{Figure, Frame, POLICIES_STYLE, Part, STATIC_WIDTHS, draw::Drawing, stack};
use crate::error::Error;
use crate::simulator::{Policies, PolicyDifference, PolicyOutcomes, Scenario, Setting};
use crate::table::row;
use crate::texts::{Texts, capitalised, span};

pub use scene::{SceneAgency, SceneThreat, SceneView, step};

row! {
    /// What the figure of two policies shows: numbers that were worked out, and how things are called.
    PoliciesView in "view" {
        /// The numbers.
        policies: Policies,
        /// What was, in the language of the figure.
        scenario: ScenarioNames,
        /// What the first policy sets.
        a: Vec<MovedLever>,
        /// What the second sets.
        b: Vec<MovedLever>,
    }
}

row! {
    /// How a scenario and what is in it are called.
    ScenarioNames in "scenario" {
        /// Identifier.
        id: String,
        /// Name.
        name: String,
        /// What a strength of 1 means.
        unit: String,
        /// Calendar year of the start; 0 for none.
        first_year: f64,
        /// Length in years.
        years: f64,
        /// Number of agencies.
        agencies: u64,
        /// Names of the threats, in their order.
        threats: Vec<String>,
    }
}

row! {
    /// A lever that a policy moves.
    MovedLever in "lever" {
        /// Its parameter, such as `monitoring` or `threats.embeddedness`.
        path: String,
        /// Its value.
        value: f64,
        /// Whether that is no less than it was: than the mean of its schedule, or of all threats.
        more: bool,
    }
}

/// One of the two policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Policy {
    A,
    B,
}

impl Policy {
    const BOTH: [Self; 2] = [Self::A, Self::B];

    fn letter(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
        }
    }
}

impl PoliciesView {
    /// What is shown of policies that were worked out for a scenario.
    pub fn new(policies: Policies, scenario: &Scenario, a: &[Setting], b: &[Setting]) -> Self {
        let names = ScenarioNames {
            id: scenario.id.clone(),
            name: scenario.name.clone(),
            unit: scenario.unit.clone(),
            first_year: scenario.first_year,
            years: scenario.years,
            agencies: scenario.agencies.len() as u64,
            threats: scenario.threats.iter().map(|threat| threat.name.clone()).collect(),
        };
        let moved = |settings: &[Setting]| {
            let lever = |Setting { path, value }: &Setting| MovedLever {
                path: path.clone(),
                value: *value,
                more: *value >= sentences::was(scenario, path),
            };
            settings.iter().map(lever).collect()
        };
        Self { policies, scenario: names, a: moved(a), b: moved(b) }
    }

    fn outcomes(&self, policy: Policy) -> &PolicyOutcomes {
        match policy {
            Policy::A => &self.policies.a,
            Policy::B => &self.policies.b,
        }
    }

    /// What a policy changes.
    fn change(&self, policy: Policy) -> &PolicyDifference {
        match policy {
            Policy::A => &self.policies.a_less_was,
            Policy::B => &self.policies.b_less_was,
        }
    }

    fn settings(&self, policy: Policy) -> &[MovedLever] {
        match policy {
            Policy::A => &self.a,
            Policy::B => &self.b,
        }
    }

    /// Names of the threats, in their order.
    fn threats(&self) -> impl Iterator<Item = (usize, &str)> {
        self.scenario.threats.iter().map(String::as_str).enumerate()
    }

    /// A policy as a doing that can begin a sentence: `watching the ally more closely`. Where its levers do not say
    /// which of the two it is, by its letter.
    fn doing(&self, policy: Policy, texts: Texts) -> String {
        match (sentences::lever(self, Policy::A), sentences::lever(self, Policy::B)) {
            (a, b) if a == b => texts.fill("simulator.policy", &[("letter", policy.letter())]),
            (a, b) => {
                let lever = if policy == Policy::A { a } else { b };
                lever.map_or_else(
                    || texts.fill("simulator.policy", &[("letter", policy.letter())]),
                    |key| texts.get(&key).to_owned(),
                )
            }
        }
    }

    /// A policy as the heading of a panel.
    fn heading(&self, policy: Policy, texts: Texts) -> String {
        match self.settings(policy) {
            [] => texts.get("simulator.as_it_was").to_owned(),
            [_] => sentences::lever(self, policy).map_or_else(
                || texts.fill("simulator.levers_moved", &[("count", "1")]),
                |key| capitalised(texts.get(&key)),
            ),
            levers => texts.fill("simulator.levers_moved", &[("count", &levers.len().to_string())]),
        }
    }

    /// The year in which the run ends, as it is written.
    fn end(&self) -> String {
        calendar_year(&self.scenario, self.scenario.years)
    }

    /// The years from which shares count.
    fn span(&self, texts: Texts) -> String {
        let ScenarioNames { first_year, years, .. } = self.scenario;
        if first_year == 0.0 {
            return texts.fill("simulator.years", &[("count", &texts.number(years, 0))]);
        }
        span(whole_year(first_year + self.policies.from_year), whole_year(last(first_year + years)))
    }
}

/// A moment just before the end, so that a run to the end of 2010 ends in 2010.
fn last(year: f64) -> f64 {
    year - 1e-6
}

#[allow(clippy::cast_possible_truncation, reason = "a year up to 10,100")]
fn whole_year(year: f64) -> i32 {
    libm::floor(year) as i32
}

/// A point in time as a reader sees it: the calendar year, or the year from the start.
fn calendar_year(scenario: &ScenarioNames, year: f64) -> String {
    let year = scenario.first_year + year.min(last(scenario.years));
    if scenario.first_year == 0.0 {
        return whole_year(year + 1.0).to_string();
    }
    whole_year(year).to_string()
}

/// A share in whole per cent.
fn percent(share: f64, texts: Texts) -> String {
    texts.fill("simulator.percent", &[("value", &texts.number(100.0 * share, 0))])
}

pub(super) fn figure(view: &PoliciesView, frame: &Frame) -> Result<Figure, Error> {
    let PoliciesParts { finding, caption, table, parts } = parts(view, frame)?;
    let svg = svg(view, frame)?;
    Ok(Figure::new(finding, &caption, &table, Some(svg), parts))
}

/// The figure without what a page that shows its parts has no use for.
pub(crate) struct PoliciesParts {
    pub finding: String,
    pub caption: Vec<String>,
    pub table: Markup,
    pub parts: Vec<Part>,
}

pub(crate) fn parts(view: &PoliciesView, frame: &Frame) -> Result<PoliciesParts, Error> {
    check(view)?;
    let texts = frame.texts;
    let finding = sentences::headline(view, texts);
    let head = html! {
        div class="head" {
            div { h2 { (finding) } }
            p class="deck" { (sentences::deck(view, texts)) }
        }
    };
    let caption = sentences::caption(view, texts);
    let section = |key: &str, text: &str, drawing: &Markup| {
        html! { h3 { (texts.get(key)) } p class="finding" { (text) } (drawing) }
    };
    let (efforts, strengths) = (sentences::efforts(view, texts), sentences::strengths(view, texts));
    let parts = vec![
        Part::new("head", &head),
        Part::new("tiles", &tiles::html(view, frame)),
        Part::new("changes", &sentences::changes(view, texts)),
        Part::new("efforts", &section("simulator.efforts", &efforts, &efforts::html(view, frame))),
        Part::new(
            "strengths",
            &section("simulator.strengths", &strengths, &strengths::html(view, frame)),
        ),
        Part::new("wrong", &wrong::html(view, texts)),
        Part::new(
            "caption",
            &html! { figcaption { @for paragraph in &caption { p { (paragraph) } } } },
        ),
    ];
    Ok(PoliciesParts { finding, caption, table: table::html(view, texts), parts })
}

/// One drawing of the whole figure.
pub(crate) fn svg(view: &PoliciesView, frame: &Frame) -> Result<String, Error> {
    check(view)?;
    let texts = frame.texts;
    let width = frame.width.unwrap_or(STATIC_WIDTHS[2]);
    let panels: Vec<(String, Drawing)> = vec![
        (view.scenario.name.clone(), tiles::sheet(view, texts, width)),
        (texts.get("simulator.efforts").to_owned(), efforts::drawing(view, texts, width)),
        (texts.get("simulator.strengths").to_owned(), strengths::drawing(view, texts, width)),
        (texts.get("simulator.wrong").to_owned(), wrong::drawing(view, texts, width)),
    ];
    Ok(stack(
        panels,
        &sentences::headline(view, texts),
        &sentences::caption(view, texts).join(" "),
        POLICIES_STYLE,
    ))
}

/// Refuses numbers of other threats than those of the scenario, and series of unequal length.
fn check(view: &PoliciesView) -> Result<(), Error> {
    let points = view.policies.years.len();
    let threats = view.scenario.threats.len();
    let wrong = |path: &str, found: usize, wanted: usize| {
        let path = format!("policies.{path}");
        (found != wanted).then_some(Error::Count { path, found, least: wanted, most: wanted })
    };
    let of = |name: &str, outcomes: &PolicyOutcomes| {
        let series = [&outcomes.fights, &outcomes.helps, &outcomes.d3_series];
        let unequal =
            series.iter().find_map(|series| wrong(&format!("{name}.fights"), series.len(), points));
        let threats_wrong = wrong(&format!("{name}.threats"), outcomes.threats.len(), threats);
        let bands = outcomes.threats.iter().find_map(|threat| {
            let path = format!("{name}.threats.bands");
            let lengths = threat.bands.iter().find_map(|band| wrong(&path, band.len(), points));
            wrong(&path, threat.bands.len(), 5).or(lengths)
        });
        unequal.or(threats_wrong).or(bands)
    };
    let policies = &view.policies;
    let differences = [&policies.a_less_was, &policies.b_less_was, &policies.b_less_a];
    let found = wrong("years", points.max(2), points)
        .or_else(|| of("as_it_was", &policies.as_it_was))
        .or_else(|| of("a", &policies.a))
        .or_else(|| of("b", &policies.b))
        .or_else(|| {
            let lengths = differences.iter().map(|difference| difference.threats.len());
            lengths.into_iter().find_map(|found| wrong("b_less_a.threats", found, threats))
        });
    found.map_or(Ok(()), Err)
}
