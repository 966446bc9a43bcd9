//! What the model is known to get wrong in a scenario, with the numbers that it gives instead.

use maud::{Markup, html};

use super::{PoliciesView, percent, tiles::put_lines};
use crate::figure::draw::Drawing;
use crate::figure::text::wrap;
use crate::texts::Texts;

pub(super) fn html(view: &PoliciesView, texts: Texts) -> Markup {
    html! {
        div class="known-wrong" {
            h3 { (texts.get("simulator.wrong")) }
            ul { @for sentence in sentences(view, texts) { li { (sentence) } } }
        }
    }
}

pub(super) fn drawing(view: &PoliciesView, texts: Texts, width: f64) -> Drawing {
    let mut drawing = Drawing::new(width, 0.0);
    let mut y = 0.0;
    for sentence in sentences(view, texts) {
        let lines = wrap(&format!("• {sentence}"), width, 13.0);
        put_lines(&mut drawing, &lines, (0.0, y + 13.0), 17.0, "plain");
        #[allow(clippy::cast_precision_loss, reason = "a few lines")]
        let lines = lines.len() as f64;
        y += lines * 17.0 + 4.0;
    }
    drawing.height = y;
    drawing
}

/// The sentences of a scenario; one that rests on a number of what was stands only while the number says so.
fn sentences(view: &PoliciesView, texts: Texts) -> Vec<String> {
    let say = |key: &str| texts.get(&format!("simulator.wrong_{key}")).to_owned();
    let survival = percent(view.policies.as_it_was.survival.value, texts);
    let mut sentences = Vec::new();
    match view.scenario.id.as_str() {
        "us-afghanistan" => {
            sentences.push(say("judged"));
            sentences.extend(taliban(view, texts));
        }
        "us-colombia" => {
            sentences.push(say("fitted"));
            sentences.extend(colombia(view, texts));
            sentences.push(say("aid"));
        }
        "internal-ideal-type" | "external-ideal-type" => sentences.push(say("ideal")),
        _ => sentences.push(say("own")),
    }
    sentences.push(texts.fill("simulator.wrong_hazard", &[("survival", &survival)]));
    sentences.push(say("reports"));
    sentences.push(say("strength"));
    sentences
}

/// F3 of the known failures.
fn taliban(view: &PoliciesView, texts: Texts) -> Option<String> {
    let middle = view.policies.as_it_was.threats.first()?.bands.get(2)?;
    let pairs = view.policies.years.iter().zip(middle);
    let (year, _) =
        pairs.fold(
            (0.0, f64::MIN),
            |(at, most), (year, value)| {
                if *value > most { (*year, *value) } else { (at, most) }
            },
        );
    (view.scenario.first_year + year < 2010.0).then(|| {
        let year = super::calendar_year(&view.scenario, year);
        texts.fill("simulator.wrong_taliban", &[("year", &year)])
    })
}

/// F1, F3, F4 and F5 of the known failures.
fn colombia(view: &PoliciesView, texts: Texts) -> Vec<String> {
    let was = &view.policies.as_it_was;
    let at = |series: &[f64], year: f64| {
        let place = view
            .policies
            .years
            .iter()
            .position(|other| view.scenario.first_year + other >= year - 1e-9);
        place.and_then(|place| series.get(place)).copied()
    };
    let middle = |threat: usize, year: f64| at(was.threats.get(threat)?.bands.get(2)?, year);
    let mut sentences = Vec::new();
    if let (Some(before), Some(after)) = (middle(1, 2003.0), middle(1, 2006.0))
        && after > 0.5 * before
    {
        let places = [("before", &*texts.degree(before)), ("after", &*texts.degree(after))];
        sentences.push(texts.fill("simulator.wrong_demobilisation", &places));
    }
    if let Some(guerrillas) = middle(0, 2002.0).filter(|strength| *strength < 1.0) {
        let value = texts.degree(guerrillas);
        sentences.push(texts.fill("simulator.wrong_guerrillas", &[("value", &value)]));
    }
    if let Some(share) = at(&was.d3_series, 2000.0).filter(|share| *share < 0.5) {
        sentences.push(texts.fill("simulator.wrong_fading", &[("share", &percent(share, texts))]));
    }
    if was.survival.high < 0.9 {
        let fallen = percent(1.0 - was.survival.value, texts);
        sentences.push(texts.fill("simulator.wrong_fall", &[("share", &fallen)]));
    }
    sentences
}
