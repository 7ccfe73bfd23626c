//! Numbers of the document, as literals.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// A decimal lexeme as an integer; one that is not integral loses its fraction.
pub(crate) fn integer(lexeme: &str) -> TokenStream {
    let value = lexeme
        .parse::<i128>()
        .unwrap_or_else(|_| real(lexeme) as i128);
    let magnitude = Literal::u128_unsuffixed(value.unsigned_abs());
    if value < 0 {
        quote!(-#magnitude)
    } else {
        quote!(#magnitude)
    }
}

/// A decimal lexeme as a floating-point number; the greatest one where it does not fit.
pub(crate) fn float(lexeme: &str) -> TokenStream {
    let value = real(lexeme);
    let magnitude = Literal::f64_unsuffixed(value.abs());
    if value < 0.0 {
        quote!(-#magnitude)
    } else {
        quote!(#magnitude)
    }
}

fn real(lexeme: &str) -> f64 {
    let value: f64 = lexeme.parse().unwrap_or_default();
    value.clamp(f64::MIN, f64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers() {
        let written: Vec<String> = ["0", "-5", "18446744073709551615", "1e3", "7.0"]
            .iter()
            .map(|it| integer(it).to_string())
            .collect();
        assert_eq!(written, ["0", "- 5", "18446744073709551615", "1000", "7"]);
    }

    #[test]
    fn floats() {
        let written: Vec<String> = ["0", "-0.5", "20", "1e3", "0.1"]
            .iter()
            .map(|it| float(it).to_string())
            .collect();
        assert_eq!(written, ["0.0", "- 0.5", "20.0", "1000.0", "0.1"]);
        assert!(float("1e999").to_string().starts_with("1797"));
    }
}
