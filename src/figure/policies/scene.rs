//! One period of one run with its actors: patron, ruler, agencies, threats, and who does what to whom.

use maud::{Markup, html};

use super::tiles::put_lines;
use super::{capitalised, percent};
use crate::error::Error;
use crate::figure::draw::{Anchor, At, Drawing, Role, within};
use crate::figure::text::wrap;
use crate::figure::{Figure, FigureOptions, Frame, Part, STATIC_WIDTHS, data};
use crate::simulator::{Scenario, Series, Trace};
use crate::table::row;
use crate::texts::Texts;

/// Net effort from which an agency counts as fighting or as helping.
const NOTABLE: f64 = 0.1;
/// Effort below which no line is drawn.
const FAINT: f64 = 0.03;
const ROOMY: f64 = 500.0;

row! {
    /// One period of one run: what its actors do.
    SceneView in "scene" {
        /// Calendar year of the start; 0 for none.
        first_year: f64,
        /// Start of the period, in years from the start.
        year: f64,
        /// The agencies.
        agencies: Vec<SceneAgency>,
        /// The threats.
        threats: Vec<SceneThreat>,
        /// Aid.
        aid: f64,
        /// Aid that feeds collusion or is pocketed.
        aid_diverted: f64,
        /// Whether an agency fights a threat that another helps.
        double: bool,
        /// Whether the first regime stands.
        stands: bool,
    }
}

row! {
    /// An agency in a period.
    SceneAgency in "agency" {
        /// Its name.
        name: String,
        /// Its share of the ally's capacity.
        capacity_share: f64,
        /// Share of its effort against each threat.
        balance: Vec<f64>,
        /// Share of its effort for each threat.
        collude: Vec<f64>,
    }
}

row! {
    /// A threat in a period.
    SceneThreat in "threat" {
        /// Its name.
        name: String,
        /// Its strength.
        strength: f64,
    }
}

impl SceneView {
    /// A period of a run, from 0; none where the run has no such period.
    pub fn new(trace: &Trace, scenario: &Scenario, step: usize) -> Option<Self> {
        let year = *trace.years.get(step)?;
        let at = |series: &Series| series.get(step).copied().unwrap_or(0.0);
        let efforts = |series: &[Series]| series.iter().map(at).collect();
        let agencies = trace.agencies.iter().zip(&scenario.agencies);
        let threats = trace.strength.iter().zip(&scenario.threats);
        Some(Self {
            first_year: scenario.first_year,
            year,
            agencies: agencies
                .map(|(traced, agency)| SceneAgency {
                    name: agency.name.clone(),
                    capacity_share: agency.capacity_share,
                    balance: efforts(&traced.balance),
                    collude: efforts(&traced.collude),
                })
                .collect(),
            threats: threats
                .map(|(series, threat)| SceneThreat {
                    name: threat.name.clone(),
                    strength: at(series),
                })
                .collect(),
            aid: at(&trace.aid),
            aid_diverted: at(&trace.aid_diverted),
            double: at(&trace.d3) > 0.5,
            stands: trace.regime_fell.is_none_or(|fell| year < fell),
        })
    }
}

impl SceneAgency {
    /// Its efforts against and for a threat.
    fn efforts(&self, threat: usize) -> (f64, f64) {
        let of = |efforts: &[f64]| efforts.get(threat).copied().unwrap_or(0.0);
        (of(&self.balance), of(&self.collude))
    }
}

/// What is drawn, and in which language.
struct Scene<'a> {
    view: &'a SceneView,
    texts: Texts,
}

/// Draws a period of a run.
///
/// # Errors
/// [`Error::OutOfRange`] for a width outside 240-4000.
pub fn step(view: &SceneView, options: &FigureOptions) -> Result<Figure, Error> {
    let frame = Frame::new(options)?;
    let scene = Scene { view, texts: frame.texts };
    let sentence = scene.sentence();
    let drawing = scene.drawing(frame.width.unwrap_or(STATIC_WIDTHS[2]));
    let drawing = drawing.finish("drawing", &Role::image(&sentence));
    let words = html! { p class="finding" { (sentence) } };
    let parts = vec![Part::new("scene", &drawing), Part::new("words", &words)];
    Ok(Figure::new(sentence, &[], &scene.table(), None, parts))
}

impl Scene<'_> {
    /// `2008, month 4`; without a calendar the year of the run.
    fn moment(&self) -> String {
        let year = self.view.first_year + self.view.year + 1e-9;
        let whole = libm::floor(year);
        let month = self.texts.number(libm::floor((year - whole) * 12.0) + 1.0, 0);
        let (key, shown) = if self.view.first_year == 0.0 {
            ("simulator.moment_run", whole + 1.0)
        } else {
            ("simulator.moment", whole)
        };
        self.texts.fill(key, &[("year", &crate::number::fixed(shown, 0)), ("month", &month)])
    }

    /// The state of the step in words.
    fn sentence(&self) -> String {
        let texts = self.texts;
        let pairs = |helps: bool| {
            let mut list = Vec::new();
            for agency in &self.view.agencies {
                for (threat, enemy) in self.view.threats.iter().enumerate() {
                    let (balance, collude) = agency.efforts(threat);
                    let net = if helps { collude - balance } else { balance - collude };
                    if net >= NOTABLE {
                        let places = [("agency", agency.name.as_str()), ("threat", &enemy.name)];
                        let key =
                            if helps { "simulator.pair_helps" } else { "simulator.pair_fights" };
                        list.push(texts.fill(key, &places));
                    }
                }
            }
            if list.is_empty() { texts.get("simulator.nobody").to_owned() } else { list.join("; ") }
        };
        let double = if self.view.double { "simulator.double" } else { "simulator.no_double" };
        let regime =
            if self.view.stands { "simulator.regime_stands" } else { "simulator.regime_fell" };
        let strengths = self
            .view
            .threats
            .iter()
            .map(|threat| format!("{} {}", threat.name, texts.degree(threat.strength)));
        texts.fill(
            "simulator.step",
            &[
                ("moment", &self.moment()),
                ("fights", &pairs(false)),
                ("helps", &pairs(true)),
                ("double", texts.get(double)),
                ("strengths", &strengths.collect::<Vec<_>>().join(", ")),
                ("aid", &texts.degree(self.view.aid)),
                ("diverted", &percent(self.diverted(), texts)),
                ("regime", texts.get(regime)),
            ],
        )
    }

    /// Share of the aid that is diverted.
    fn diverted(&self) -> f64 {
        let aid = self.view.aid;
        if aid > 0.0 { self.view.aid_diverted / aid } else { 0.0 }
    }

    fn drawing(&self, width: f64) -> Drawing {
        let texts = self.texts;
        let narrow = width < ROOMY;
        let class = if narrow { "small halo" } else { "halo" };
        let size = if narrow { 12.0 } else { 13.0 };
        #[allow(clippy::cast_precision_loss, reason = "a dozen at most")]
        let places = |count: usize| {
            let room = width / count.max(1) as f64;
            (0..count).map(move |index| (room * (index as f64 + 0.5), room)).collect::<Vec<_>>()
        };
        let agencies = places(self.view.agencies.len());
        let threats = places(self.view.threats.len());
        let names: Vec<Vec<String>> = self
            .view
            .agencies
            .iter()
            .zip(&agencies)
            .map(|(agency, (_, room))| wrap(&agency.name, room - 6.0, size))
            .collect();
        #[allow(clippy::cast_precision_loss, reason = "a few lines")]
        let lines = names.iter().map(Vec::len).max().unwrap_or(1) as f64;
        let (top, ruler) = (34.0, 96.0);
        let row = ruler + 34.0 + lines * 15.0 + 20.0;
        let below = row + if narrow { 150.0 } else { 170.0 };
        let mut drawing = Drawing::new(width, below + 96.0);
        let middle = width / 2.0;

        // Aid from the patron to the ruler, and what of it is diverted.
        let aid = self.view.aid;
        drawing.add(&arrow(
            "aid",
            (middle, top + 4.0),
            (middle, ruler - 16.0),
            1.0 + 7.0 * aid.min(1.0),
        ));
        drawing.text(middle, 16.0, Anchor::Middle, "bold", texts.get("simulator.patron"));
        drawing.rect("actor", middle - 26.0, top - 12.0, 52.0, 16.0);
        let flow = texts.fill(
            "simulator.aid_flow",
            &[("aid", &texts.degree(aid)), ("diverted", &percent(self.diverted(), texts))],
        );
        let lines = wrap(&flow, middle - 14.0, size);
        put_lines(&mut drawing, &lines, (middle + 12.0, f64::midpoint(top, ruler)), 15.0, class);
        let (word, mark) = if self.view.stands {
            ("simulator.ruler", "actor")
        } else {
            ("simulator.ruler_fell", "actor fallen")
        };
        drawing.rect(mark, middle - 26.0, ruler - 14.0, 52.0, 16.0);
        drawing.text(middle, ruler + 18.0, Anchor::Middle, "bold halo", texts.get(word));

        for (agency, (x, _)) in self.view.agencies.iter().zip(&agencies) {
            for (threat, (to, _)) in threats.iter().enumerate() {
                let (balance, collude) = agency.efforts(threat);
                drawing.add(&ties((*x, row + 12.0), (*to, below), (balance, collude)));
            }
        }
        for ((named, lines), (x, room)) in self.view.agencies.iter().zip(&names).zip(&agencies) {
            let half = (within(named.capacity_share * 90.0, 8.0, 40.0)).min(room / 2.0 - 3.0);
            drawing.rect("actor", x - half, row - 4.0, 2.0 * half, 16.0);
            #[allow(clippy::cast_precision_loss, reason = "a few lines")]
            let mut y = row - 12.0 - 15.0 * (lines.len() as f64 - 1.0);
            for line in lines {
                drawing.text(*x, y, Anchor::Middle, class, line);
                y += 15.0;
            }
        }
        for (threat, (x, room)) in self.view.threats.iter().zip(&threats) {
            let strength = threat.strength;
            let radius = within(26.0 * libm::sqrt(strength.max(0.0)), 3.0, 44.0);
            drawing
                .add(&html! { circle class="threat" cx=(At(*x)) cy=(At(below)) r=(At(radius)) {} });
            drawing.text(
                *x,
                below + 4.5,
                Anchor::Middle,
                "bold tabular halo",
                &texts.degree(strength),
            );
            let mut y = below + 60.0;
            for line in wrap(&threat.name, room - 6.0, size) {
                drawing.text(*x, y, Anchor::Middle, class, &line);
                y += 15.0;
            }
        }
        drawing
    }

    /// Every effort and strength of the period.
    fn table(&self) -> Markup {
        let texts = self.texts;
        let title = texts.fill("simulator.step_table", &[("moment", &self.moment())]);
        let tables = html! {
            table {
                caption { (title) }
                thead { tr {
                    td {}
                    @for threat in &self.view.threats { th scope="col" { (threat.name) } }
                } }
                tbody {
                    @for agency in &self.view.agencies {
                        tr {
                            th scope="row" { (agency.name) }
                            @for (threat, _) in self.view.threats.iter().enumerate() {
                                @let (balance, collude) = agency.efforts(threat);
                                td { (capitalised(&texts.fill("simulator.efforts_cell", &[("fights", &percent(balance, texts)), ("helps", &percent(collude, texts))]))) }
                            }
                        }
                    }
                    tr {
                        th scope="row" { (texts.get("simulator.strength")) }
                        @for threat in &self.view.threats { td { (texts.degree(threat.strength)) } }
                    }
                }
            }
        };
        data(&title, &tables, texts)
    }
}

/// A line whose width says how much flows.
fn arrow(class: &str, from: (f64, f64), to: (f64, f64), width: f64) -> Markup {
    html! { line class=(class) x1=(At(from.0)) y1=(At(from.1)) x2=(At(to.0)) y2=(At(to.1)) stroke-width=(At(width)) {} }
}

/// What an agency does to a threat: solid where it fights, dashed beside it where it helps.
fn ties(from: (f64, f64), to: (f64, f64), (balance, collude): (f64, f64)) -> Markup {
    let apart = |by: f64| ((from.0 + by, from.1), (to.0 + by, to.1));
    let by = if balance >= FAINT && collude >= FAINT { 4.0 } else { 0.0 };
    let (solid, dashed) = (apart(-by), apart(by));
    html! {
        @if balance >= FAINT { (arrow("tie-fights", solid.0, solid.1, 1.0 + 7.0 * balance)) }
        @if collude >= FAINT { (arrow("tie-helps l2", dashed.0, dashed.1, 1.0 + 7.0 * collude)) }
    }
}
