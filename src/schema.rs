//! JSON Schemas of types that are read by another shape than they have.
//!
//! All others derive theirs, and so say what the reader in `table` takes: the columns under
//! their names, unknown keys refused, optional fields null or left out.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::calibration::{Calibration, DirectMethod};
use crate::simulator::Schedule;
use crate::structure::Structure;
use crate::typology::{Answer, Coder};

impl JsonSchema for Calibration {
    fn schema_name() -> Cow<'static, str> {
        "Calibration".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        DirectMethod::json_schema(generator)
    }
}

impl JsonSchema for Answer {
    fn schema_name() -> Cow<'static, str> {
        "Answer".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let degree = |what: &str| json_schema!({ "description": what, "type": "number", "minimum": 0, "maximum": 1 });
        let end = |what: &str| json_schema!({ "description": what, "type": ["number", "null"], "minimum": 0, "maximum": 1 });
        json_schema!({
            "description": "What is known about one indicator: a score, a score with its range, a raw value, or null.",
            "anyOf": [
                degree("The score, 0-1."),
                {
                    "type": "object",
                    "properties": {
                        "score": degree("The score, 0-1."),
                        "low": end("The lowest score that could be defended. Default: the score."),
                        "high": end("The highest score that could be defended. Default: the score."),
                    },
                    "required": ["score"],
                    "additionalProperties": false,
                },
                {
                    "type": "object",
                    "properties": {
                        "raw": { "description": "A value in the unit of the codebook, to be calibrated.", "type": "number" },
                    },
                    "required": ["raw"],
                    "additionalProperties": false,
                },
                { "type": "null" },
            ],
        })
    }
}

impl JsonSchema for Structure {
    fn schema_name() -> Cow<'static, str> {
        "Structure".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How the indicators of a dimension become its value.",
            "type": "string",
            "pattern": "^(mean|min|max|geometric|k_of_n:([1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])|power_mean:-?([1-9]|1[0-9]|20))$",
        })
    }
}

impl JsonSchema for Coder {
    fn schema_name() -> Cow<'static, str> {
        "Coder".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "description": "Whose answers count.", "enum": [1, 2, "hull"] })
    }
}

impl JsonSchema for Schedule {
    fn schema_name() -> Cow<'static, str> {
        "Schedule".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A number, or a list of [year, value] in order of time; years count from the start.",
            "anyOf": [
                { "type": "number" },
                {
                    "type": "array",
                    "items": { "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 },
                    "minItems": 1,
                },
            ],
        })
    }
}
