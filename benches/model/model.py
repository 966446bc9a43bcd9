"""The model in numpy, all runs at once: `python model.py <scenario.json> [runs]`.

Prints the time of a step of a run in nanoseconds and the means over the window as JSON.
"""

import json
import sys
import time

import numpy as np


def at(schedule, year):
    """Value of a schedule: linear between its points, constant outside."""
    if isinstance(schedule, (int, float)):
        return float(schedule)
    years, values = zip(*schedule)
    return float(np.interp(year, years, values))


def drawn(mean, z):
    return np.clip(mean + 2 * np.minimum(mean, 1 - mean) * (z - 0.5), 0, 1)


def within(u):
    """Efforts from wishes of shape (threat, run): none negative, at most one in sum."""
    falling = -np.sort(-u, axis=0)
    counts = np.arange(1, len(u) + 1)[:, None]
    cut = np.maximum(0, ((np.cumsum(falling, axis=0) - 1) / counts).max(axis=0))
    return np.maximum(0, u - cut)


def simulate(scenario, runs, seed, noise=True):
    """Records as (output, row, run), means over the window as (output, run), years of falls."""
    s = scenario
    rng = np.random.default_rng(seed)
    agencies, threats, dt = s["agencies"], s["threats"], s["dt"]
    K, J, N = len(agencies), len(threats), runs
    steps, per_year = round(s["years"] / dt), max(1, round(1 / dt))
    first = min(steps - 1, int(np.ceil(s["years"] / 4 / dt - 1e-9)))

    def column(field):
        return np.array([threat[field] for threat in threats])[:, None]

    danger, votes, harm = column("danger"), column("votes"), column("harm")
    priority, embedded = column("patron_priority"), column("embeddedness")
    all_priorities = priority.sum()
    force_share = priority / all_priorities if all_priorities > 0 else 0 * priority
    share = np.array([agency["capacity_share"] for agency in agencies])
    H = np.array(s["group_relations"] or np.zeros((J, J)))
    fights, feeds = s["group_rate"] * np.maximum(H, 0), s["group_rate"] * np.maximum(-H, 0)

    def level(field, fixed):
        listed = any(field in agency for agency in agencies)
        mean = np.array([agency.get(field, [s.get(field)] * J) for agency in agencies], float)
        z = rng.random((K, J, N)) if noise else np.array(fixed)[:, :, None] * np.ones(N)
        return drawn(mean[:, :, None], 0.25 + 0.5 * z if listed else z)

    pairs = range(K), range(J)
    z = rng.random((K, N)) if noise else (np.arange(K)[:, None] + 0.5) / K * np.ones(N)
    access0 = level("rent_access", [[((k + j + 1) % K + 0.5) / K for j in pairs[1]] for k in pairs[0]])
    own0 = level("own_threat", [[((2 * k + j) % K + 0.5) / K for j in pairs[1]] for k in pairs[0]])
    sd = np.array([s["rent_noise"], s["own_threat_noise"]])[:, None, None, None]
    kept = np.exp(-dt / s["benefit_noise_time"])
    shock = sd * rng.standard_normal((2, K, J, N)) if noise else None
    deadline = rng.standard_exponential(N) if noise else np.full(N, np.inf)
    sig = s["threat_noise"]

    T = np.array([threat["initial_strength"] for threat in threats])[:, None] * np.ones(N)
    b, c = np.zeros((K, J, N)), np.zeros((K, J, N))
    observed, hazards = np.zeros(N), np.zeros(N)
    adapt = -np.expm1(-dt / s["effort_inertia"])
    fell = np.full(N, np.nan)
    record = np.zeros((J + 9, -(-steps // per_year), N))
    window = np.zeros((J + 11, N))

    for step in range(steps):
        now = {
            field: at(s[field], step * dt)
            for field in (
                "cohesion regime_weight monitoring conditionality patron_dependence own_capacity aid "
                "patron_forces votes_scale growth_scale capacity_scale rent_scale"
            ).split()
        }
        coh, omega, mon, forces = (
            now[field] for field in ("cohesion", "regime_weight", "monitoring", "patron_forces")
        )
        theta = drawn(coh, z)
        value = omega * (danger - votes * now["votes_scale"] * embedded) + (1 - omega) * harm
        will = s["sanction"] * np.clip(value - omega * s["coup_cost"] * (1 - coh), 0, 1)
        pressing = (priority * T).sum(axis=0)
        trapped = now["patron_dependence"] * pressing / (pressing + s["half_dependence_threat"])
        conditions = now["conditionality"] * (1 - trapped)
        aid = now["aid"] * (1 - conditions * observed)
        G = now["own_capacity"] + aid
        condition = s["aid_leverage"] * conditions * priority * aid / G
        access, own = access0, own0
        if noise:
            access, own = np.array((access0, own0)) * np.exp(shock - sd * sd / 2)

        # The agencies: effort against what it brings, threat by threat.
        self_interest = (1 - theta)[:, None]
        worth = theta[:, None] * np.maximum(value * T, 0) + self_interest * own * T
        balance = worth + condition - s["combat_cost"] * T / (T + G)
        rent = column("rent_value") * now["rent_scale"] * embedded * T / (T + s["half_rent_strength"])
        collude = self_interest * rent * access + theta[:, None] * np.maximum(-value * T, 0)
        collude += s["proxy_value"] * np.einsum("ji,kin->kjn", H, worth)
        collude -= mon * (will + condition) + s["secrecy_cost"]
        skimmed = self_interest * s["skimming"] * (aid / G) * (1 - mon)
        wish = s["responsiveness"] * (np.maximum(balance, collude) - skimmed)
        x = within(wish.transpose(1, 0, 2).reshape(J, K * N)).reshape(J, K, N).transpose(1, 0, 2)
        is_balance = balance >= collude
        b += adapt * (np.where(is_balance, x, 0) - b)
        c += adapt * (np.where(is_balance, 0, x) - c)

        # The outputs, of net efforts where they meet.
        B, C = np.tensordot(share, b, 1), np.tensordot(share, c, 1)
        net = b - c
        net_b = np.tensordot(share, np.maximum(net, 0), 1)
        net_c = np.tensordot(share, np.maximum(-net, 0), 1)
        total_b, total_c = net_b.sum(axis=0), net_c.sum(axis=0)
        total = total_b + total_c
        per_effort = np.divide(2, total, out=np.zeros(N), where=total > 0)
        opposed = np.minimum(net_b, net_c).sum(axis=0)
        away = c.sum(axis=1)
        free = 1 - b.sum(axis=1) - away
        siege = (danger * T).sum(axis=0)
        siege = siege / (siege + G + forces)
        hazard = s["hazard_base"] + s["hazard_threat"] * siege**4
        hazard = hazard + s["hazard_coup"] * mon * will.mean() * (share @ (1 - theta))
        outputs = np.concatenate(
            (
                T,
                (
                    B.sum(axis=0),
                    C.sum(axis=0),
                    share @ free,
                    ((net.max(axis=0) >= 0.1) & (net.min(axis=0) <= -0.1)).any(axis=0),
                    per_effort * opposed,
                    per_effort * np.minimum(total_b, total_c),
                    2 * opposed,
                    aid * (share @ (away + (1 - theta) * free)),
                    (harm * T).sum(axis=0),
                    aid,
                    hazard,
                ),
            )
        )
        if step >= first:
            window += outputs
        if step % per_year == 0:
            record[:, step // per_year] = outputs[: J + 9]

        hazards += hazard * dt
        fell[np.isnan(fell) & (hazards > deadline)] = step * dt
        observed = observed - np.expm1(-dt) * (mon * C.sum(axis=0) - observed)

        # The conflict.
        fought, abetted = G * B + forces * force_share, G * C
        both = fought + abetted
        leaked = np.divide(abetted, both, out=np.zeros((J, N)), where=both > 0)
        strike = s["effectiveness"] * fought * (1 - s["intelligence_leak"] * leaked)
        power, m = strike, s["contest_exponent"]
        resisting = T
        if m != 1:
            power, resisting = strike**m, T**m
        room = 1 - T / (column("carrying_capacity") * now["capacity_scale"])
        rate = column("growth") * now["growth_scale"] * room
        rate = rate + s["collusion_feeding"] * abetted / (abetted + T) * np.maximum(room, 0)
        rate -= s["attrition"] * power / (power + resisting)
        if H.any():
            force = T[:, None] / (T[:, None] + T[None])
            rate -= np.einsum("ij,ijn->jn", fights, force)
            rate += np.maximum(room, 0) * np.einsum("ij,ijn->jn", feeds, force)
        growth = rate * dt
        if noise:
            growth += sig * np.sqrt(dt) * rng.standard_normal((J, N)) - sig * sig * dt / 2
            shock = kept * shock
            shock += sd * np.sqrt(1 - kept * kept) * rng.standard_normal((2, K, J, N))
        T = np.maximum(s["minimum_strength"], T * np.exp(growth))
    return record, window / (steps - first), fell


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        scenario = json.load(file)
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    steps = round(scenario["years"] / scenario["dt"])
    times = []
    for seed in range(4):
        start = time.perf_counter()
        record, window, fell = simulate(scenario, runs, seed)
        means = record.mean(axis=2), record.std(axis=2, ddof=1) / np.sqrt(runs)
        assert np.isfinite(means[0]).all() and record.shape[2] == runs
        times.append((time.perf_counter() - start) * 1e9 / runs / steps)
    names = [f"strength_{j}" for j in range(len(scenario["threats"]))] + (
        "balance collude idle d3 x_same x_state w aid_diverted national_loss aid hazard"
    ).split()
    print(
        json.dumps(
            {
                "ns_per_run_step": round(float(np.median(times[1:])), 1),
                **dict(zip(names, (round(float(each), 4) for each in window.mean(axis=1)))),
                "survival": round(float(np.isnan(fell).mean()), 4),
            }
        )
    )


if __name__ == "__main__":
    main()
