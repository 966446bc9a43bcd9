//! How strong a threat is over time: how many runs lie where.

use serde::Serialize;

use super::block::{BLOCK, Block};
use super::ensemble::Settings;
use super::player::Player;
use super::tally::QUANTILE_RUNS;
use super::{EnsembleOptions, Scenario, Series};
use crate::error::Error;
use crate::table::{Cell, FromCell, Reader, row};

/// Bins where none are asked for.
const BINS: u64 = 60;
/// Most bins.
const MOST_BINS: u64 = 512;
/// Most values that are kept, all points and runs together: 100 MB.
const MOST_VALUES: usize = 25_000_000;

/// A threat by its place in the scenario, from 0, or by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
pub enum ThreatChoice {
    /// Its place.
    Index(#[cfg_attr(feature = "types", ts(type = "number"))] u64),
    /// Its id.
    Id(String),
}

impl FromCell for ThreatChoice {
    fn from_cell(cell: Cell<'_>, reader: &mut Reader) -> Self {
        match cell {
            Cell::Text(id) => Self::Id(id.to_owned()),
            Cell::Number(_) => Self::Index(FromCell::from_cell(cell, reader)),
            _ => {
                cell.refuse("the id of a threat, or its place from 0", reader);
                Self::Index(0)
            }
        }
    }
}

row! {
    /// What is counted.
    #[cfg_attr(feature = "types", ts(optional_fields))]
    #[derive(Default)]
    DensityOptions in "options" {
        /// The threat; the first if left out.
        threat: Option<ThreatChoice>,
        /// Number of bins, 1-512; 60 if left out.
        bins: Option<u64>,
        /// Upper edge of the last bin, 0.001-10,000; the greatest strength of the runs if left out.
        most: Option<f64>,
        /// How many runs, 1-1,000,000; 1,000 if left out.
        runs: Option<u64>,
        /// Seed of the runs, a whole number from 0; 1 if left out.
        seed: Option<u64>,
        /// Years between points; each period if left out.
        every: Option<f64>,
    }
}

/// How many runs of an ensemble lie in each bin of strength, at each point in time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
pub struct Density {
    /// Id of the threat.
    pub threat: String,
    /// Number of runs that are counted: as many as asked for, up to 20,000, or fewer where there are more
    /// than 1,250 points.
    pub runs: u32,
    /// Seed of the runs.
    pub seed: u64,
    /// The points, in years from the start.
    pub years: Series,
    /// Edges of the bins, from 0, one more than there are bins. A strength on an edge is in the bin
    /// above, one on the last edge in the last bin; what lies beyond is in none.
    pub edges: Series,
    /// For each point the number of runs in each bin.
    pub counts: Vec<Series>,
}

impl Density {
    /// Runs a scenario as often as asked for and counts.
    ///
    /// # Errors
    /// As [`DensitySimulation::new`].
    pub fn new(scenario: &Scenario, options: &DensityOptions) -> Result<Self, Error> {
        let mut simulation = DensitySimulation::new(scenario, options)?;
        while simulation.advance(u32::MAX) < 1.0 {}
        Ok(simulation.result())
    }
}

crate::words::words! {
    /// How the number of runs in a bin becomes a depth of colour.
    DepthScale {
        /// By its square root: areas of dots would grow so.
        Root = "root",
        /// By its logarithm: rare places show too.
        Logarithm = "logarithm",
    }
}

/// Counts as a picture: one column a point, one row a bin, the highest bin on top; red, green, blue and
/// opacity of each cell, 0-255. An empty bin is transparent; a bin with runs lies between the two colours, the
/// fullest of all at the second.
pub fn density_pixels(
    counts: &[f64],
    bins: usize,
    most: f64,
    scale: DepthScale,
    [light, deep]: [[u8; 3]; 2],
) -> Vec<u8> {
    let points = counts.len() / bins.max(1);
    let depth = |count: f64| match scale {
        DepthScale::Root => libm::sqrt(count / most),
        DepthScale::Logarithm => libm::log1p(count) / libm::log1p(most),
    };
    let mut pixels = Vec::with_capacity(4 * counts.len());
    for row in (0..bins).rev() {
        for point in 0..points {
            let count = counts.get(point * bins + row).copied().unwrap_or_default();
            if count > 0.0 {
                let depth = depth(count).clamp(0.0, 1.0);
                for (from, to) in light.iter().zip(deep) {
                    let (from, to) = (f64::from(*from), f64::from(to));
                    #[allow(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "0 to 255"
                    )]
                    pixels.push(libm::round(from + (to - from) * depth) as u8);
                }
                pixels.push(255);
            } else {
                pixels.extend([0; 4]);
            }
        }
    }
    pixels
}

/// A density on its way: it can be run in pieces, which does not change the result.
pub struct DensitySimulation {
    settings: Settings,
    player: Player,
    block: Block,
    threat: usize,
    bins: u32,
    most: Option<f64>,
    played: u32,
    /// Strengths, point by point.
    kept: Vec<Vec<f32>>,
}

impl DensitySimulation {
    /// A density before its first run.
    ///
    /// # Errors
    /// As [`Scenario::check`], with a path that begins with `scenario`; [`Error::Unknown`] at
    /// `threat`; [`Error::OutOfRange`] for an option.
    #[allow(clippy::cast_possible_truncation, reason = "at most 20,000 runs and 512 bins")]
    #[allow(clippy::cast_precision_loss, reason = "for the error only")]
    pub fn new(scenario: &Scenario, options: &DensityOptions) -> Result<Self, Error> {
        scenario.check().map_err(|error| error.at("scenario"))?;
        let threat = find(scenario, options.threat.as_ref())?;
        let bins = options.bins.unwrap_or(BINS);
        within("bins", bins as f64, 1.0, MOST_BINS as f64)?;
        if let Some(most) = options.most {
            within("most", most, 0.001, 10_000.0)?;
        }
        let of_ensemble = EnsembleOptions {
            runs: options.runs,
            seed: options.seed,
            every: Some(options.every.unwrap_or(scenario.dt)),
            ..Default::default()
        };
        let mut settings = of_ensemble.settings(scenario)?;
        let player = Player::drawn(scenario, &settings);
        let points = player.layout.points.len();
        settings.runs = settings.runs.min(QUANTILE_RUNS).min((MOST_VALUES / points) as u32);
        let block = Block::new(&player.layout);
        let (most, bins) = (options.most, bins as u32);
        let kept = vec![Vec::new(); points];
        Ok(Self { settings, player, block, threat, bins, most, played: 0, kept })
    }

    /// Plays at least `runs` more runs, in whole blocks; gives the share that is done.
    #[allow(clippy::cast_possible_truncation, reason = "as all results that are kept")]
    pub fn advance(&mut self, runs: u32) -> f64 {
        let until = self.played.saturating_add(runs).min(self.settings.runs);
        while self.played < until {
            let runs = (self.settings.runs - self.played).min(BLOCK as u32);
            self.player.play(self.played, &mut self.block);
            let rows = self.player.layout.series(self.threat);
            for (kept, row) in self.kept.iter_mut().zip(rows) {
                let strengths = self.block.row(row).flatten().take(runs as usize);
                kept.extend(strengths.map(|strength| *strength as f32));
            }
            self.played += runs;
        }
        f64::from(self.played) / f64::from(self.settings.runs)
    }

    /// Counts the runs that were played.
    pub fn result(&self) -> Density {
        let strengths = || self.kept.iter().flatten().copied().map(f64::from);
        let most = self.most.unwrap_or_else(|| strengths().fold(0.0, f64::max));
        let bins = f64::from(self.bins);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 512")]
        let count = |strengths: &Vec<f32>| {
            let mut counts = vec![0.0; self.bins as usize];
            for strength in strengths.iter().copied().map(f64::from).filter(|at| *at <= most) {
                let bin = libm::floor(strength / most * bins).min(bins - 1.0) as usize;
                if let Some(count) = counts.get_mut(bin) {
                    *count += 1.0;
                }
            }
            Series(counts)
        };
        let Self { player, settings, played, .. } = self;
        let threat = player.plan.scenario.threats.get(self.threat);
        Density {
            threat: threat.map(|threat| threat.id.clone()).unwrap_or_default(),
            runs: *played,
            seed: settings.seed,
            years: player.layout.points.iter().map(|step| player.plan.year(*step)).collect(),
            edges: (0..=self.bins).map(|edge| most * (f64::from(edge) / bins)).collect(),
            counts: self.kept.iter().map(count).collect(),
        }
    }
}

/// The place of a threat.
fn find(scenario: &Scenario, choice: Option<&ThreatChoice>) -> Result<usize, Error> {
    let threats = &scenario.threats;
    let (found, id) = match choice {
        None => (Some(0), String::new()),
        Some(ThreatChoice::Index(index)) => {
            let index = usize::try_from(*index).ok().filter(|index| *index < threats.len());
            (index, choice.map(shown).unwrap_or_default())
        }
        Some(ThreatChoice::Id(id)) => {
            (threats.iter().position(|threat| threat.id == *id), id.clone())
        }
    };
    let known = || {
        let ids: Vec<String> = threats.iter().map(|threat| threat.id.clone()).collect();
        format!("{}, or their places from 0", ids.join(", "))
    };
    found.ok_or_else(|| Error::Unknown {
        path: "threat".to_owned(),
        what: "threat",
        id,
        known: known(),
    })
}

fn shown(choice: &ThreatChoice) -> String {
    match choice {
        ThreatChoice::Index(index) => index.to_string(),
        ThreatChoice::Id(id) => id.clone(),
    }
}

fn within(path: &str, value: f64, least: f64, most: f64) -> Result<(), Error> {
    let error = Error::OutOfRange { path: path.to_owned(), value, least, most };
    if (least..=most).contains(&value) { Ok(()) } else { Err(error) }
}
