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
