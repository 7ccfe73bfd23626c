//! Recursion: a `Box` where a type would contain itself.
//!
//! `Vec` and maps are pointers, so that only fields, variants and the items of tuples count. In every cycle, the uses of the type that
//! is first by name are boxed; this is repeated until no type contains itself.

use super::targets;
use specwright_ir::{Type, TypeDef, TypeId, TypeKind, Value};

/// Boxes the uses that close a cycle. The types are sorted by name.
pub(crate) fn lower(types: &mut [TypeDef]) {
    let targets = targets(types);
    loop {
        let held: Vec<Vec<usize>> = types.iter().map(|ty| held(ty, &targets)).collect();
        let cycles = cycles(&held);
        if cycles.is_empty() {
            return;
        }
        for cycle in cycles {
            let Some(&first) = cycle.iter().min() else {
                continue;
            };
            for &position in &cycle {
                box_uses(&mut types[position], first, &targets);
            }
        }
    }
}

fn values_mut(ty: &mut TypeDef) -> Vec<&mut Value> {
    match &mut ty.kind {
        TypeKind::Struct(it) => it.fields.iter_mut().map(|field| &mut field.value).collect(),
        TypeKind::Union(it) => it
            .variants
            .iter_mut()
            .map(|variant| &mut variant.value)
            .collect(),
        TypeKind::Wrapper(value) => vec![value],
        _ => Vec::new(),
    }
}

fn held(ty: &TypeDef, targets: &[TypeId]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut hold = |value: &Value| push_held(&value.ty, targets, &mut found);
    match &ty.kind {
        TypeKind::Struct(it) => it.fields.iter().for_each(|field| hold(&field.value)),
        TypeKind::Union(it) => it.variants.iter().for_each(|it| hold(&it.value)),
        TypeKind::Wrapper(value) => hold(value),
        TypeKind::Alias(ty) => push_in_tuple(ty, targets, &mut found),
        _ => {}
    }
    found
}

fn push_held(ty: &Type, targets: &[TypeId], found: &mut Vec<usize>) {
    match ty {
        Type::Named(id) => found.push(targets[id.0 as usize].0 as usize),
        ty => push_in_tuple(ty, targets, found),
    }
}

/// Appends the types of the items of a tuple; those after the positional items are in a `Vec`.
fn push_in_tuple(ty: &Type, targets: &[TypeId], found: &mut Vec<usize>) {
    if let Type::Tuple(it) = ty {
        let items = it.items.iter();
        items.for_each(|value| push_held(&value.ty, targets, found));
    }
}

fn box_uses(ty: &mut TypeDef, of: usize, targets: &[TypeId]) {
    for value in values_mut(ty) {
        box_held(&mut value.ty, of, targets);
    }
    if let TypeKind::Alias(ty @ Type::Tuple(_)) = &mut ty.kind {
        box_held(ty, of, targets);
    }
}

fn box_held(ty: &mut Type, of: usize, targets: &[TypeId]) {
    match ty {
        Type::Named(id) if targets[id.0 as usize].0 as usize == of => {
            *ty = Type::Boxed(Box::new(Type::Named(*id)));
        }
        Type::Tuple(it) => {
            let items = it.items.iter_mut();
            items.for_each(|value| box_held(&mut value.ty, of, targets));
        }
        _ => {}
    }
}

/// Returns the sets of types that contain each other, and the types that contain themselves (Tarjan's algorithm, without recursion).
fn cycles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    const UNSEEN: usize = usize::MAX;
    let count = edges.len();
    let (mut order, mut low) = (vec![UNSEEN; count], vec![0; count]);
    let mut on_stack = vec![false; count];
    let (mut stack, mut next, mut cycles) = (Vec::new(), 0, Vec::new());
    for root in 0..count {
        let mut work = if order[root] == UNSEEN {
            vec![(root, 0)]
        } else {
            Vec::new()
        };
        while let Some((node, edge)) = work.pop() {
            if edge == 0 {
                order[node] = next;
                low[node] = next;
                next += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            if let Some(&target) = edges[node].get(edge) {
                work.push((node, edge + 1));
                if order[target] == UNSEEN {
                    work.push((target, 0));
                } else if on_stack[target] {
                    low[node] = low[node].min(order[target]);
                }
                continue;
            }
            if let Some((parent, _)) = work.last() {
                low[*parent] = low[*parent].min(low[node]);
            }
            if low[node] == order[node] {
                let start = stack.iter().rposition(|it| *it == node).unwrap_or(0);
                let cycle = stack.split_off(start);
                cycle.iter().for_each(|it| on_stack[*it] = false);
                if cycle.len() > 1 || edges[node].contains(&node) {
                    cycles.push(cycle);
                }
            }
        }
    }
    cycles
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_are_found() {
        let edges = [vec![1], vec![2], vec![0, 3], vec![3], vec![0], vec![]];
        let mut found = cycles(&edges);
        found.iter_mut().for_each(|cycle| cycle.sort_unstable());
        found.sort();
        assert_eq!(found, [vec![0, 1, 2], vec![3]]);
    }

    #[test]
    fn long_chains_need_no_stack() {
        let count = 200_000;
        let edges: Vec<Vec<usize>> = (0..count).map(|node| vec![(node + 1) % count]).collect();
        assert_eq!(cycles(&edges).len(), 1);
    }
}
