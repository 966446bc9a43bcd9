//! What several tests share.

/// The rows of a simple CSV table, without its header.
#[allow(dead_code, reason = "not every test reads tables")]
pub fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().skip(1).map(|line| line.split(',').collect())
}

/// Holds a text against the file of this name in `tests/golden`. `BLESS=1 cargo test` writes it anew.
#[allow(dead_code, reason = "not every test has golden files")]
pub fn assert_golden(name: &str, text: &str) {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&file, text).unwrap();
    }
    let golden = std::fs::read_to_string(&file).unwrap_or_default();
    let differs = text.lines().zip(golden.lines()).find(|(new, old)| new != old);
    assert!(
        text == golden,
        "{} differs (BLESS=1 accepts it); first: {differs:?}, lines: {} and {}",
        file.display(),
        text.lines().count(),
        golden.lines().count()
    );
}

/// The words of HTML, a line a block.
#[allow(dead_code, reason = "for the tests of figures")]
pub fn words(html: &str) -> String {
    let mut text = String::new();
    for (index, piece) in html.split('<').enumerate() {
        let (tag, words) = if index == 0 { ("", piece) } else { piece.split_once('>').unwrap() };
        let name = tag.trim_start_matches('/').split([' ', '>']).next().unwrap_or_default();
        if !["b", "span", "a", "text", "br", "time", ""].contains(&name) && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(words);
    }
    text.replace('\u{2060}', "")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .fold(String::new(), |lines, line| lines + line + "\n")
}

/// HTML without the drawings in it.
#[allow(dead_code, reason = "for the tests of figures")]
pub fn without_drawings(html: &str) -> String {
    let mut pieces = html.split("<svg");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + piece.split_once("</svg>").unwrap().1)
}

/// Every dimension of every phase in both codings as the bits of its value: equal only if every
/// computation rounds alike.
#[allow(dead_code, reason = "for the tests of cases, natively and in the browser")]
pub fn bits_of_dimensions() -> String {
    use fragmented_allies::{Codebook, Coder, Dimension, cases, compare};
    use std::fmt::Write;
    let dossiers = cases::IDS.map(|id| cases::load(id).unwrap());
    let references = cases::references().unwrap();
    let dossiers: Vec<_> = dossiers.iter().collect();
    let comparison =
        compare(&dossiers, Some(&references), Coder::First, Codebook::bundled().unwrap()).unwrap();
    let mut bits = String::from("alliance,phase,dimension,first,second\n");
    for (what, first, second) in comparison
        .cases
        .iter()
        .flat_map(|case| case.phases.iter().map(move |phase| (case, phase)))
        .map(|(case, phase)| {
            (format!("{},{}", case.case_id, phase.phase_id), &phase.first, &phase.second)
        })
        .chain(comparison.references.iter().map(|reference| {
            (format!("{},", reference.case_id), &reference.first, &reference.second)
        }))
    {
        for &dimension in Dimension::ALL {
            let value = |verdict: &fragmented_allies::Placement| {
                verdict.dimension(dimension).unwrap().score.to_bits()
            };
            let (first, second) = (value(first), value(second));
            writeln!(bits, "{what},{dimension},{first:016x},{second:016x}").unwrap();
        }
    }
    bits
}

/// Probabilities, tipping points and other structures of verdicts on every documented phase as bits:
/// equal only if every draw and every computation rounds alike.
#[allow(dead_code, reason = "for the tests of verdicts, natively and in the browser")]
pub fn bits_of_verdicts() -> String {
    use fragmented_allies::{Answer, ClassifyOptions, Codebook, Coder, cases};
    use std::fmt::Write;
    let codebook = Codebook::bundled().unwrap();
    let anchors = r#"{"threat_severity": {"full_out": {"low": 4, "high": 6}, "crossover": {"low": 25, "high": 35}}}"#;
    let options = format!(r#"{{"draws": 500, "seed": 7, "anchors": {anchors}}}"#);
    let mut text = String::from("phase,what,values\n");
    for id in cases::IDS {
        let dossier = cases::load(id).unwrap();
        for phase in &dossier.document().phases {
            for coder in [Coder::First, Coder::Second, Coder::Hull] {
                let mut options = ClassifyOptions::from_json(&options).unwrap();
                options.coder = Some(coder);
                let mut profile = dossier.profile(&phase.phase_id);
                let raw = dossier.computed(&phase.phase_id, "threat_severity").unwrap().raw;
                profile.indicators.insert("threat_severity".into(), Answer::Raw { raw });
                let verdict = profile.classify(codebook, &options).unwrap();
                let uncertainty = verdict.uncertainty.unwrap();
                let mut row = |what: &str, values: Vec<f64>| {
                    write!(text, "{id} {} {coder:?},{what}", phase.phase_id).unwrap();
                    for value in values {
                        write!(text, " {:016x}", value.to_bits()).unwrap();
                    }
                    text.push('\n');
                };
                row("independent", uncertainty.cells.iter().map(|cell| cell.independent).collect());
                row(
                    "entropy",
                    vec![uncertainty.entropy_independent, uncertainty.entropy_comonotone],
                );
                let points = verdict.tipping_points.iter();
                row("boundaries", points.filter_map(|point| point.boundary).collect());
                row("change", verdict.smallest_change.iter().map(|change| change.total).collect());
                row("readings", verdict.readings.iter().filter_map(|one| one.score).collect());
            }
        }
    }
    text
}

/// Any scenario that the simulator accepts, also at the ends of every range. Numbers have nine
/// decimals, so that JSON gives them back exactly.
#[cfg(not(target_arch = "wasm32"))]
#[allow(dead_code, reason = "for the tests of the simulator")]
pub fn valid_scenario()
-> impl proptest::strategy::Strategy<Value = fragmented_allies::simulator::Scenario> {
    use proptest::prelude::*;
    (1..=12_usize, 1..=8_usize, any::<[bool; 3]>()).prop_flat_map(|(agencies, threats, flags)| {
        let count = 64 + agencies * (1 + 2 * threats) + threats * 9 + threats * threats + 12 * 8;
        let fraction = prop_oneof![1 => Just(0.0), 1 => Just(1.0), 6 => 0.0..=1.0_f64];
        prop::collection::vec(fraction, count)
            .prop_map(move |fractions| scenario_of(agencies, threats, flags, fractions))
    })
}

/// A scenario whose numbers lie at these fractions of their ranges.
#[cfg(not(target_arch = "wasm32"))]
#[allow(clippy::too_many_lines, reason = "one line for each parameter")]
fn scenario_of(
    agencies: usize,
    threats: usize,
    [levels, dangers, relations]: [bool; 3],
    fractions: Vec<f64>,
) -> fragmented_allies::simulator::Scenario {
    use fragmented_allies::simulator::{Agency, Scenario, Schedule, Threat};
    let mut fractions = fractions.into_iter();
    let mut next = move |least: f64, most: f64| {
        let value = least + (most - least) * fractions.next().unwrap();
        ((value * 1e9).round() / 1e9).clamp(least, most)
    };
    let weights: Vec<f64> = (0..agencies).map(|_| next(0.001, 1.0)).collect();
    let sum: f64 = weights.iter().sum();
    // Rounded as all numbers are; the first takes what is left.
    let mut shares: Vec<f64> = weights.iter().map(|w| (w / sum * 1e9).round() / 1e9).collect();
    shares[0] = ((1.0 - shares[1..].iter().sum::<f64>()) * 1e9).round() / 1e9;
    let agencies = shares
        .into_iter()
        .enumerate()
        .map(|(index, capacity_share)| Agency {
            id: format!("agency_{index}"),
            name: format!("agency {index}"),
            capacity_share,
            rent_access: (!levels).then(|| (0..threats).map(|_| next(0.0, 1.0)).collect()),
            own_threat: (!dangers).then(|| (0..threats).map(|_| next(0.0, 1.0)).collect()),
        })
        .collect();
    let group_relations = (0..threats)
        .filter(|_| relations)
        .map(|i| (0..threats).map(|j| if i == j { 0.0 } else { next(-2.0, 2.0) }).collect())
        .collect();
    let threats = (0..threats)
        .map(|index| Threat {
            id: format!("threat_{index}"),
            name: format!("threat {index}"),
            danger: next(0.0, 5.0),
            votes: next(0.0, 5.0),
            harm: next(0.0, 5.0),
            patron_priority: next(0.0, 1.0),
            embeddedness: next(0.0, 1.0),
            rent_value: next(0.0, 5.0),
            growth: next(0.0, 5.0),
            carrying_capacity: next(0.001, 10.0),
            initial_strength: next(0.001, 10.0),
        })
        .collect();
    let rent_access = levels.then(|| next(0.0, 1.0));
    let own_threat = dangers.then(|| next(0.0, 1.0));
    let mut schedule = |least: f64, most: f64| {
        let points = next(0.0, 4.0);
        if points < 1.0 {
            return Schedule::Constant(next(least, most));
        }
        let mut year = 0.0;
        let mut list = vec![[0.0, next(least, most)]];
        while f64::from(u8::try_from(list.len()).unwrap()) < points {
            year = ((year + next(1e-9, 30.0)) * 1e9).round() / 1e9;
            list.push([year, next(least, most)]);
        }
        Schedule::Points(list)
    };
    let cohesion = schedule(0.0, 1.0);
    let regime_weight = schedule(0.0, 1.0);
    let monitoring = schedule(0.0, 1.0);
    let conditionality = schedule(0.0, 1.0);
    let patron_dependence = schedule(0.0, 1.0);
    let own_capacity = schedule(0.001, 10.0);
    let aid = schedule(0.0, 10.0);
    let patron_forces = schedule(0.0, 10.0);
    let votes_scale = schedule(0.0, 5.0);
    let growth_scale = schedule(0.0, 5.0);
    let capacity_scale = schedule(0.001, 10.0);
    let rent_scale = schedule(0.0, 5.0);
    Scenario {
        id: "any".to_owned(),
        name: "Any scenario".to_owned(),
        unit: "any".to_owned(),
        first_year: next(0.0, 9999.0).floor(),
        years: next(1.0, 100.0),
        dt: next(0.019, 1.0),
        agencies,
        threats,
        cohesion,
        regime_weight,
        monitoring,
        conditionality,
        patron_dependence,
        own_capacity,
        aid,
        patron_forces,
        votes_scale,
        growth_scale,
        capacity_scale,
        rent_scale,
        rent_access,
        own_threat,
        sanction: next(0.0, 5.0),
        coup_cost: next(0.0, 5.0),
        aid_leverage: next(0.0, 5.0),
        responsiveness: next(0.0, 5.0),
        combat_cost: next(0.0, 5.0),
        skimming: next(0.0, 1.0),
        proxy_value: next(0.0, 5.0),
        secrecy_cost: next(0.0, 5.0),
        effort_inertia: next(0.05, 100.0),
        own_threat_noise: next(0.0, 5.0),
        rent_noise: next(0.0, 5.0),
        benefit_noise_time: next(0.05, 100.0),
        threat_noise: next(0.0, 5.0),
        collusion_feeding: next(0.0, 5.0),
        attrition: next(0.0, 5.0),
        intelligence_leak: next(0.0, 1.0),
        effectiveness: next(0.0, 5.0),
        contest_exponent: next(0.1, 5.0),
        group_rate: next(0.0, 5.0),
        minimum_strength: next(0.001, 10.0),
        half_rent_strength: next(0.001, 10.0),
        half_dependence_threat: next(0.001, 10.0),
        hazard_base: next(0.0, 5.0),
        hazard_threat: next(0.0, 5.0),
        hazard_coup: next(0.0, 5.0),
        group_relations,
    }
}

/// Every number of an ensemble of each preset, its profile and its verdict, one line for each quantity: how many numbers, the first
/// and the last as bits, and the FNV-1a hash of the bits of all. Equal only if every shock is drawn
/// and every computation rounds alike.
#[allow(dead_code, reason = "for the tests of the simulator")]
pub fn bits_of_simulations() -> String {
    use fragmented_allies::simulator::{Channel, Ensemble, EnsembleOptions, Measure, scenarios};
    use fragmented_allies::{Answer, ClassifyOptions, Codebook, Dimension, Profile};
    use std::fmt::Write;
    let codebook = Codebook::bundled().unwrap();
    let mut text = String::from("scenario,quantity,numbers,first,last,hash\n");
    for id in scenarios::ids() {
        let options = EnsembleOptions { runs: Some(203), seed: Some(7), ..Default::default() };
        let Ensemble { years, series, summary, outcomes, alliance, .. } =
            Ensemble::new(&scenarios::load(id).unwrap(), &options).unwrap();
        let mut row = |quantity: &str, numbers: &[f64]| {
            let bytes = numbers.iter().flat_map(|number| number.to_le_bytes());
            let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
            let [first, last] = [numbers.first(), numbers.last()].map(|end| end.unwrap().to_bits());
            let count = numbers.len();
            writeln!(text, "{id},{quantity},{count},{first:016x},{last:016x},{hash:016x}").unwrap();
        };
        row("years", &years);
        let mut over_time = |name: &str, Channel { mean, standard_error, bands }: &Channel| {
            let all = [mean, standard_error].into_iter().chain(bands);
            let numbers: Vec<f64> = all.flat_map(|series| series.iter().copied()).collect();
            row(&format!("series.{name}"), &numbers);
        };
        for (threat, strength) in series.strength.iter().enumerate() {
            over_time(&format!("strength[{threat}]"), strength);
        }
        over_time("survival", &series.survival);
        over_time("balance", &series.balance);
        over_time("collude", &series.collude);
        over_time("idle", &series.idle);
        over_time("d3", &series.d3);
        over_time("x_same", &series.x_same);
        over_time("x_state", &series.x_state);
        over_time("w", &series.w);
        over_time("aid_diverted", &series.aid_diverted);
        over_time("national_loss", &series.national_loss);
        let mut summed = |name: &str, Measure { mean, standard_error, quantiles }: &Measure| {
            row(&format!("summary.{name}"), &[&[*mean, *standard_error], &quantiles[..]].concat());
        };
        for (threat, strength) in summary.strength.iter().enumerate() {
            summed(&format!("strength[{threat}]"), strength);
        }
        summed("total_strength", &summary.total_strength);
        for (threat, strength) in summary.final_strength.iter().enumerate() {
            summed(&format!("final_strength[{threat}]"), strength);
        }
        summed("survival", &summary.survival);
        summed("balance", &summary.balance);
        summed("collude", &summary.collude);
        summed("idle", &summary.idle);
        summed("d3", &summary.d3);
        summed("x_same", &summary.x_same);
        summed("x_state", &summary.x_state);
        summed("w", &summary.w);
        summed("aid_diverted", &summary.aid_diverted);
        summed("national_loss", &summary.national_loss);
        let (outcomes, alliance) = (outcomes.unwrap(), alliance.unwrap());
        let ends = [outcomes.threat_shrinks, outcomes.threat_grows, outcomes.regime_falls];
        row("outcomes", &ends);
        for dimension in Dimension::ALL {
            let value = alliance.dimensions.get(*dimension);
            row(&format!("alliance.{dimension}"), &[value.score, value.low, value.high]);
        }
        let profile = alliance.profile(codebook);
        let answers = codebook.indicators.iter().flat_map(|indicator| {
            match *profile.indicators.get(&indicator.indicator_id).unwrap() {
                Answer::Range(value) => [value.score, value.low, value.high],
                _ => unreachable!("every answer is a range"),
            }
        });
        row("profile", &answers.collect::<Vec<_>>());
        // From JSON, as a page hands it in: the reader may miss the last bit of a long number.
        let profile = Profile::from_json(&serde_json::to_string(&profile).unwrap()).unwrap();
        let options = ClassifyOptions { draws: Some(0), ..Default::default() };
        let placement = profile.classify(codebook, &options).unwrap().placement;
        let judged = placement.dimensions.values().into_iter();
        let judged = judged.flat_map(|value| [value.score.unwrap(), value.low, value.high]);
        row("verdict", &judged.collect::<Vec<_>>());
    }
    text
}
