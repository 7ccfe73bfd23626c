//! The comparison of two surfaces.

use std::collections::BTreeMap;

use super::members::{
    maker_text, member_text, renamed, renamed_member, signature_text, variant_text,
};
use super::renames::Renames;
use super::surface::{
    Argument, Definition, Field, Item, Maker, Provision, Signature, Surface, Uses, Variant,
};
use super::{Affected, GeneratedCrate, Levels, SourceChange, SourceRule};
use crate::Source;

/// Returns the changes of public items.
pub(super) fn surfaces(old: &Surface, new: &Surface) -> Vec<SourceChange> {
    let renames = Renames::of(old, new);
    let mut changes = Vec::new();
    for ((krate, path), item) in &old.items {
        let to = renames.path(*krate, path);
        match new.item(*krate, to) {
            Some(after) => {
                let pair = Pair {
                    krate: *krate,
                    path,
                    to,
                    uses: item.uses,
                    old: item,
                    new: after,
                };
                changes.extend(pair.changes(&renames));
            }
            None => changes.push(removed(*krate, path, item)),
        }
    }
    let items = new.items.iter();
    for ((krate, path), item) in items {
        let is_known = old.items.contains_key(&(*krate, path.clone()));
        if !is_known && !renames.is_target(*krate, path) {
            changes.push(added(*krate, path, item));
        }
    }
    changes.extend(features(old, new));
    changes.sort_by(|a, b| {
        let key = |it: &SourceChange| (it.levels.highest(), it.krate);
        let (left, right) = (key(a), key(b));
        right.0.cmp(&left.0).then(left.1.cmp(&right.1))
    });
    changes
}

fn features(old: &Surface, new: &Surface) -> Vec<SourceChange> {
    let removed = old.features.difference(&new.features).map(|it| {
        let message = format!("the feature `{it}` was removed");
        (SourceRule::FeatureRemoved, it, message, Source::Major)
    });
    let added = new.features.difference(&old.features).map(|it| {
        let message = format!("the feature `{it}` was added");
        (SourceRule::ItemAdded, it, message, Source::Minor)
    });
    let changes = removed
        .chain(added)
        .map(|(rule, name, message, level)| SourceChange {
            rule,
            krate: GeneratedCrate::Types,
            item: format!("feature {name}"),
            message,
            before: None,
            after: None,
            old: None,
            new: None,
            levels: Levels {
                types: level,
                client: level,
                server: level,
            },
        });
    changes.collect()
}

fn removed(krate: GeneratedCrate, path: &str, item: &Item) -> SourceChange {
    let (kind, name) = (item.definition.kind(), name(path));
    SourceChange {
        rule: SourceRule::ItemRemoved,
        krate,
        item: path.to_owned(),
        message: format!("the {kind} `{name}` was removed"),
        before: Some(summary(item)),
        after: None,
        old: Some(item.origin.clone()),
        new: None,
        levels: levels(SourceRule::ItemRemoved, krate, item.uses),
    }
}

fn added(krate: GeneratedCrate, path: &str, item: &Item) -> SourceChange {
    let (kind, name) = (item.definition.kind(), name(path));
    let rule = match &item.definition {
        Definition::TraitMethod(_, Provision::Required) => SourceRule::RequiredMethodAdded,
        Definition::TraitMethod(_, Provision::Provided) => SourceRule::ProvidedMethodAdded,
        Definition::Fixed("trait to implement") => SourceRule::RequiredMethodAdded,
        _ => SourceRule::ItemAdded,
    };
    SourceChange {
        rule,
        krate,
        item: path.to_owned(),
        message: format!("the {kind} `{name}` was added"),
        before: None,
        after: Some(summary(item)),
        old: None,
        new: Some(item.origin.clone()),
        levels: levels(rule, krate, item.uses),
    }
}

/// The path as code writes it: the types of operations are exported at the root of their crate, too.
fn name(path: &str) -> &str {
    path.strip_prefix("operations::").unwrap_or(path)
}

fn summary(item: &Item) -> String {
    match &item.definition {
        Definition::Alias(it) | Definition::Wrapper(it) => it.to_string(),
        Definition::Struct(_, maker) => maker_text(maker),
        Definition::Newtype(it) => it.clone(),
        Definition::Enum(list) => {
            let names: Vec<&str> = list.iter().map(|it| it.name.as_str()).collect();
            names.join(" | ")
        }
        Definition::Function(it) | Definition::TraitMethod(it, _) => signature_text(it),
        Definition::Fixed(kind) => (*kind).to_owned(),
    }
}

/// The level of a change for each crate.
fn levels(rule: SourceRule, krate: GeneratedCrate, uses: Uses) -> Levels {
    let affected = rule.affected();
    let own = match affected {
        Affected::Nobody => Source::Minor,
        Affected::Makers | Affected::Readers | Affected::Everyone => Source::Major,
    };
    let of_role = |makes: bool, reads: bool| {
        let breaks = match affected {
            Affected::Nobody => false,
            Affected::Makers => makes,
            Affected::Readers => reads,
            Affected::Everyone => makes || reads,
        };
        match (uses.is_empty(), breaks) {
            (true, _) => Source::Patch,
            (false, true) => Source::Major,
            (false, false) => Source::Minor,
        }
    };
    let client = of_role(uses.request, uses.response);
    let server = of_role(uses.response, uses.request);
    let patch = Levels::PATCH;
    match krate {
        GeneratedCrate::Types => Levels {
            types: own,
            client,
            server,
        },
        GeneratedCrate::Client => Levels { client, ..patch },
        GeneratedCrate::Server => Levels { server, ..patch },
    }
}

/// An item before and after.
struct Pair<'a> {
    krate: GeneratedCrate,
    path: &'a str,
    to: &'a str,
    uses: Uses,
    old: &'a Item,
    new: &'a Item,
}

impl Pair<'_> {
    fn change(
        &self,
        rule: SourceRule,
        message: String,
        before: Option<String>,
        after: Option<String>,
    ) -> SourceChange {
        SourceChange {
            rule,
            krate: self.krate,
            item: self.path.to_owned(),
            message,
            before,
            after,
            old: Some(self.old.origin.clone()),
            new: Some(self.new.origin.clone()),
            levels: levels(rule, self.krate, self.uses),
        }
    }

    fn changes(&self, renames: &Renames) -> Vec<SourceChange> {
        let mut changes = Vec::new();
        if self.path != self.to {
            let (kind, path, to) = (self.old.definition.kind(), name(self.path), name(self.to));
            let message = format!("the {kind} `{path}` is now called `{to}`");
            let (before, after) = (Some(path.to_owned()), Some(to.to_owned()));
            changes.push(self.change(SourceRule::ItemRenamed, message, before, after));
        }
        let rename = |path: &str| renames.of_type(path);
        let old = renamed(&self.old.definition, &rename);
        self.definitions(&old, &mut changes);
        if old.kind() == self.new.definition.kind() {
            self.traits(&mut changes);
            self.conversions(&rename, &mut changes);
            self.members(&rename, &mut changes);
        }
        self.narrowed(&mut changes);
        changes
    }

    fn definitions(&self, old: &Definition, changes: &mut Vec<SourceChange>) {
        let path = name(self.path);
        match (old, &self.new.definition) {
            (Definition::Alias(old), Definition::Alias(new)) if old != new => {
                let message = format!("`{path}` stands for another type");
                let texts = (Some(old.to_string()), Some(new.to_string()));
                changes.push(self.change(SourceRule::AliasChanged, message, texts.0, texts.1));
            }
            (Definition::Struct(old, from), Definition::Struct(new, to)) => {
                self.fields(old, new, changes);
                self.makers(from, to, changes);
            }
            (Definition::Enum(old), Definition::Enum(new)) => self.variants(old, new, changes),
            (Definition::Function(old), Definition::Function(new)) => {
                self.signatures(old, new, changes);
            }
            (Definition::TraitMethod(old, from), Definition::TraitMethod(new, to)) => {
                self.signatures(old, new, changes);
                if (from, to) == (&Provision::Provided, &Provision::Required) {
                    let message = format!("the trait method `{path}` became required");
                    let rule = SourceRule::RequiredMethodAdded;
                    changes.push(self.change(rule, message, None, None));
                }
            }
            (old, new) if old != new => {
                let (from, to) = (described(old), described(new));
                let message = format!("`{path}` became another kind of type");
                changes.push(self.change(SourceRule::KindChanged, message, Some(from), Some(to)));
            }
            _ => {}
        }
    }

    fn fields(&self, old: &[Field], new: &[Field], changes: &mut Vec<SourceChange>) {
        let path = name(self.path);
        let text = |it: &Field| Some(format!("{}: {}", it.name, it.ty));
        for field in old {
            let name = &field.name;
            match new.iter().find(|it| it.name == *name) {
                None => {
                    let message = format!("the field `{name}` of `{path}` was removed");
                    let rule = SourceRule::FieldRemoved;
                    changes.push(self.change(rule, message, text(field), None));
                }
                Some(after) if after.ty != field.ty => {
                    let message = format!("the field `{name}` of `{path}` has another type");
                    let rule = SourceRule::FieldTypeChanged;
                    changes.push(self.change(rule, message, text(field), text(after)));
                }
                Some(_) => {}
            }
        }
        for field in new {
            let name = &field.name;
            if !old.iter().any(|it| it.name == *name) {
                let message = format!("the field `{name}` of `{path}` was added");
                changes.push(self.change(SourceRule::FieldAdded, message, None, text(field)));
            }
        }
    }

    fn makers(&self, old: &Maker, new: &Maker, changes: &mut Vec<SourceChange>) {
        // A new `Default` in place of `new` is a removed function; the trait that is lost is a change of its own.
        let is_change = match (old, new) {
            (Maker::New(old), Maker::New(new)) => !is_same_call(old, new),
            (Maker::New(_), _) => true,
            (Maker::Default | Maker::Impossible, _) => false,
        };
        if is_change {
            let message = format!("`{}` is made in another way", name(self.path));
            let (from, to) = (Some(maker_text(old)), Some(maker_text(new)));
            changes.push(self.change(SourceRule::ConstructorChanged, message, from, to));
        }
    }

    fn variants(&self, old: &[Variant], new: &[Variant], changes: &mut Vec<SourceChange>) {
        let path = name(self.path);
        for variant in old {
            let name = &variant.name;
            let before = Some(variant_text(variant));
            match new.iter().find(|it| it.name == *name) {
                None => {
                    let message = format!("the variant `{name}` of `{path}` was removed");
                    let rule = SourceRule::VariantRemoved;
                    changes.push(self.change(rule, message, before, None));
                }
                Some(after) if after != variant => {
                    let message = format!("the variant `{name}` of `{path}` has another content");
                    let after = Some(variant_text(after));
                    let rule = SourceRule::VariantChanged;
                    changes.push(self.change(rule, message, before, after));
                }
                Some(_) => {}
            }
        }
        for variant in new {
            let name = &variant.name;
            if !old.iter().any(|it| it.name == *name) {
                let message = format!("the variant `{name}` of `{path}` was added");
                let after = Some(variant_text(variant));
                let rule = match self.old.is_non_exhaustive {
                    true => SourceRule::VariantAddedToOpenEnum,
                    false => SourceRule::VariantAdded,
                };
                changes.push(self.change(rule, message, None, after));
            }
        }
    }

    fn signatures(&self, old: &Signature, new: &Signature, changes: &mut Vec<SourceChange>) {
        let is_same = old.result == new.result && is_same_call(&old.arguments, &new.arguments);
        if !is_same {
            let message = format!("`{}` has another signature", name(self.path));
            let (from, to) = (Some(signature_text(old)), Some(signature_text(new)));
            changes.push(self.change(SourceRule::SignatureChanged, message, from, to));
        }
    }

    fn traits(&self, changes: &mut Vec<SourceChange>) {
        let path = name(self.path);
        for it in self.old.traits.difference(&self.new.traits) {
            // A required field takes the place of `Default`: only who makes values needs it.
            let rule = match it.as_str() {
                "Default" => SourceRule::ConstructorChanged,
                _ => SourceRule::TraitRemoved,
            };
            let message = format!("`{path}` no longer implements `{it}`");
            changes.push(self.change(rule, message, Some(it.clone()), None));
        }
        for it in self.new.traits.difference(&self.old.traits) {
            let message = format!("`{path}` implements `{it}`");
            changes.push(self.change(SourceRule::TraitAdded, message, None, Some(it.clone())));
        }
    }

    fn conversions(
        &self,
        rename: &impl Fn(&str) -> Option<String>,
        changes: &mut Vec<SourceChange>,
    ) {
        let path = name(self.path);
        let old: Vec<_> = self
            .old
            .conversions
            .iter()
            .map(|it| it.renamed(rename))
            .collect();
        let new = &self.new.conversions;
        for it in old.iter().filter(|it| !new.contains(it)) {
            let message = format!("`{it}` no longer converts to `{path}`");
            let before = Some(format!("From<{it}>"));
            changes.push(self.change(SourceRule::ConversionRemoved, message, before, None));
        }
        for it in new.iter().filter(|it| !old.contains(it)) {
            let message = format!("`{it}` converts to `{path}`");
            let after = Some(format!("From<{it}>"));
            changes.push(self.change(SourceRule::ConversionAdded, message, None, after));
        }
    }

    fn members(&self, rename: &impl Fn(&str) -> Option<String>, changes: &mut Vec<SourceChange>) {
        let path = name(self.path);
        let old = self.old.members.iter();
        let old: BTreeMap<_, _> = old
            .map(|(name, it)| (name, renamed_member(it, rename)))
            .collect();
        for (name, it) in &old {
            let before = Some(member_text(name, it));
            match self.new.members.get(*name) {
                None => {
                    let message = format!("`{name}` of `{path}` was removed");
                    changes.push(self.change(SourceRule::MemberRemoved, message, before, None));
                }
                Some(after) if after != it => {
                    let message = format!("`{name}` of `{path}` returns another type");
                    let after = Some(member_text(name, after));
                    changes.push(self.change(SourceRule::MemberChanged, message, before, after));
                }
                Some(_) => {}
            }
        }
        for (name, it) in &self.new.members {
            if !old.contains_key(name) {
                let message = format!("`{name}` of `{path}` was added");
                let after = Some(member_text(name, it));
                changes.push(self.change(SourceRule::MemberAdded, message, None, after));
            }
        }
    }

    /// Reports features that compiled the item and no longer do.
    fn narrowed(&self, changes: &mut Vec<SourceChange>) {
        let (old, new) = (&self.old.features, &self.new.features);
        let is_narrowed =
            !new.is_empty() && (old.is_empty() || old.iter().any(|it| !new.contains(it)));
        if is_narrowed {
            let message = format!("`{}` needs other features", name(self.path));
            let text = |list: &[String]| match list {
                [] => "none".to_owned(),
                list => list.join(" or "),
            };
            let (from, to) = (Some(text(old)), Some(text(new)));
            changes.push(self.change(SourceRule::FeaturesNarrowed, message, from, to));
        }
    }
}

/// Returns true if a call with the old arguments means the same. Callers do not write the names of arguments, but two that changed
/// places are others.
fn is_same_call(old: &[Argument], new: &[Argument]) -> bool {
    let is_same =
        |(old, new): (&Argument, &Argument)| old.ty == new.ty && (new.converts || !old.converts);
    let position = |name: &str| new.iter().position(|it| it.name == name);
    let positions: Vec<usize> = old.iter().filter_map(|it| position(&it.name)).collect();
    old.len() == new.len() && old.iter().zip(new).all(is_same) && positions.is_sorted()
}

fn described(it: &Definition) -> String {
    match it {
        Definition::Alias(of) | Definition::Wrapper(of) => format!("{} of `{of}`", it.kind()),
        Definition::Newtype(of) => format!("newtype of `{of}`"),
        _ => it.kind().to_owned(),
    }
}
