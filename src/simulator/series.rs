//! Numbers over time.

use serde::{Serialize, Serializer};

/// Numbers, one for each point in time. A `Float64Array` in JavaScript, a list in JSON.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "types", derive(ts_rs::TS))]
#[cfg_attr(feature = "types", ts(type = "Float64Array"))]
pub struct Series(pub Vec<f64>);

impl Serialize for Series {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // The module hands bytes over, which its caller views as numbers: one copy, no list of values.
        if cfg!(target_arch = "wasm32") {
            let bytes: Vec<u8> = self.0.iter().flat_map(|number| number.to_le_bytes()).collect();
            serializer.serialize_bytes(&bytes)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl std::ops::Deref for Series {
    type Target = [f64];

    fn deref(&self) -> &[f64] {
        &self.0
    }
}

impl FromIterator<f64> for Series {
    fn from_iter<I: IntoIterator<Item = f64>>(numbers: I) -> Self {
        Self(numbers.into_iter().collect())
    }
}
