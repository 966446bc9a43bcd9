//! One parameter of a scenario set to another value: what sweeps and levers do.

use serde_json::{Value, to_value};

use super::{Agency, Scenario, Threat};
use crate::error::Error;
use crate::fault::Problem;
use crate::number::Shown;
use crate::table::{Row, from_value};

/// Fields that hold no number, or many.
const NO_PARAMETERS: [&str; 5] = ["id", "name", "unit", "agencies", "threats"];

impl Scenario {
    /// The scenario with one parameter set to a value.
    ///
    /// `cohesion` sets a parameter, a schedule becomes constant; `threats.danger` sets it for all
    /// threats, `threats[1].danger` for the second; `group_relations[0][1]` sets one entry.
    /// `rent_access` puts one level in the place of what agencies have of their own,
    /// `agencies.rent_access` one value for every agency and threat; `own_threat` likewise.
    ///
    /// # Errors
    /// [`Error::Unknown`] for another parameter, [`Error::Field`] for a value that is not finite, and
    /// those of [`Scenario::check`].
    pub fn with(&self, path: &str, value: f64) -> Result<Self, Error> {
        if !value.is_finite() {
            let problem =
                Problem::Wanted { found: Shown(value).to_string(), wanted: "a finite number" };
            return Err(Error::Field { path: path.to_owned(), problem });
        }
        let mut changed = self.clone();
        let list = Some(vec![value; self.threats.len()]);
        match path {
            "rent_access" => changed.set_rent_access(Some(value), None),
            "own_threat" => changed.set_own_threat(Some(value), None),
            "agencies.rent_access" => changed.set_rent_access(None, list.as_ref()),
            "agencies.own_threat" => changed.set_own_threat(None, list.as_ref()),
            _ => {
                // Fields hold texts, finite numbers and lists: nothing that JSON could refuse.
                let mut document = to_value(self).unwrap_or_default();
                let steps = steps(path).filter(|steps| set(&mut document, steps, value));
                steps.ok_or_else(|| unknown(path))?;
                changed = from_value(&document)?;
            }
        }
        changed.check()?;
        Ok(changed)
    }

    fn set_rent_access(&mut self, level: Option<f64>, list: Option<&Vec<f64>>) {
        self.rent_access = level;
        self.agencies.iter_mut().for_each(|agency| agency.rent_access = list.cloned());
    }

    fn set_own_threat(&mut self, level: Option<f64>, list: Option<&Vec<f64>>) {
        self.own_threat = level;
        self.agencies.iter_mut().for_each(|agency| agency.own_threat = list.cloned());
    }
}

/// One part of a path.
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

/// `threats[1].danger` as its parts; none where it is no path.
fn steps(path: &str) -> Option<Vec<Step<'_>>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let mut pieces = part.split('[');
        steps.push(Step::Key(pieces.next()?));
        for piece in pieces {
            steps.push(Step::Index(piece.strip_suffix(']')?.parse().ok()?));
        }
    }
    Some(steps)
}

/// Puts a number where the path leads; whether there was a parameter. A key leads into every
/// element of a list.
fn set(target: &mut Value, steps: &[Step<'_>], number: f64) -> bool {
    let Some((step, rest)) = steps.split_first() else {
        let parameter = matches!(target, Value::Number(_) | Value::Array(_));
        *target = number.into();
        return parameter;
    };
    match (step, target) {
        (Step::Key(_), Value::Array(elements)) => {
            elements.iter_mut().all(|element| set(element, steps, number))
        }
        (Step::Key(key), Value::Object(fields)) => {
            !(rest.is_empty() && NO_PARAMETERS.contains(key))
                && fields.get_mut(*key).is_some_and(|target| set(target, rest, number))
        }
        (Step::Index(index), Value::Array(elements)) => {
            elements.get_mut(*index).is_some_and(|target| set(target, rest, number))
        }
        _ => false,
    }
}

fn unknown(path: &str) -> Error {
    let of = |place: &'static str, columns: &'static [&'static str]| {
        let parameters = columns.iter().filter(|column| !NO_PARAMETERS.contains(column));
        parameters.map(move |column| format!("{place}{column}"))
    };
    let known = of("", Scenario::COLUMNS)
        .chain(of("agencies.", Agency::COLUMNS))
        .chain(of("threats.", Threat::COLUMNS));
    Error::Unknown {
        path: "parameter".to_owned(),
        what: "parameter",
        id: path.to_owned(),
        known: known.collect::<Vec<_>>().join(", "),
    }
}
