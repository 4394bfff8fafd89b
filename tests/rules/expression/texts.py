"""Expressions that use every form of the language, by what they use."""

TEXTS = """
1 + 2 * 3 - 4
7 // 2 + 7 % 3 + -n
n / 4 - x
1.12 ** n + 2 ** n + n ** 2
floor(x) + ceil(x) + round(x)
floor(100 * 0.29) + ceil(100 * 0.07)
floor(100 * (x / 100)) + ceil(x * 1.1) - round(x * 1.1)
min(n, 3) + max(n, 3, level) + min(x, n, 2 * level, 7)
abs(n - 5) + abs(x)
clamp(n, 2, 4) + clamp(x, -1, 1.5) + clamp(x * 2, -n, n + 1)
clamp(0.10 + 0.01 * level - 0.02 * e.tier.order, 0.01, 0.75)
n < 3 or n >= 7 and not yes
1 < n <= 7
yes and n > 0
1 if n > 5 else 0.5 if yes else n
gold + level
stars(e) + stars(phoenix) + debt(e)
owned(e) + owned(cinder)
locked(e) or e.shiny
e.element == fire
e.element != water and e.tier >= rare
e.tier < legendary
e in [phoenix, cinder] or e.element not in [fire]
"hot" in e.tags or word in e.tags
word == e.nickname
phoenix in e.friends and e not in esprit.phoenix.friends
esprit.phoenix == e
esprit.phoenix.power + e.power
e.element.fuses[weather] == fire
e.element.boost[weather] * 2 + element.fire.boost[water]
e.element.boost[fire]
e.worth[gold] + e.worth[cinder] + e.worth[e] + e.worth[shards(fire)]
prize[gold]
prize[phoenix]
prize[e]
prize[shards(fire)]
size(prize)
size(e.friends) + size(tasks) + size(e.tags)
has(maybe) and maybe.power > 30
maybe == none or maybe != e
maybe.power if has(maybe) else 0
default(leader, e).power + default(maybe, phoenix).tier.order
default(last, today) <= today
has(e.evolves)
leader == none
today - last if has(last) else 0
last == today - 1 if has(last) else false
weekday(today) == friday
weekday(last) if has(last) else monday
day_of(at) - day_of(now)
start_of(today) <= now + 2 * day
(now - start_of(today)) / hour
now - 30 * minute < now
e.element == weather.fuses[fire] if false else true
weather == fire
e in tasks
count(t for t in tasks)
count(t for t in tasks if t.element == weather)
sum(t.power for t in tasks if owned(t) > 0)
sum(owned(e) for e in esprit)
count(o for o in esprit if owned(o) > 0)
count(o for o in esprit if o.element == fire and owned(o) > 0)
count(o for o in esprit if owned(o) > 0 and o.element == e.element)
count(o for o in esprit if o.tier == common if not locked(o))
count(o for o in esprit if debt(o) > 0)
sum(floor(o.power * (1 + 0.1 * stars(o))) * owned(o) for o in esprit)
sum(o.power for o in esprit if stars(o) >= 2 or owned(o) > 5)
sum(stars(o) if owned(o) > 0 else 0 for o in esprit)
sum(o.power if locked(o) else 0 for o in esprit)
sum(stars(o) - owned(o) for o in esprit)
sum(stars(o) // 2 + abs(owned(o)) for o in esprit)
sum(max(stars(o), 1) for o in esprit)
sum(1 for o in esprit if 2 <= stars(o))
sum(1 for o in esprit if 0 == stars(o))
sum(1 for o in esprit if stars(o) != owned(o))
sum(k * n for k in upto(n))
sum(min(k, n, 3) for k in upto(min(n + 1, 8)))
sum(sum(min(owned(o) * k, 9) for o in esprit) for k in upto(3))
sum(sum(owned(o) for o in esprit if o.element == f.element) for f in e.friends)
count(o for o in empty)
any(owned(o) > 3 for o in esprit)
any(stars(o) == 5 for o in esprit if locked(o))
all(owned(o) > 0 for o in esprit)
all(stars(o) < 5 for o in esprit if owned(o) > 0)
all(f.power > 20 for f in e.friends)
best((owned(o), o) for o in esprit)
best((o.power, o) for o in esprit if owned(o) > 0)
best((f.power * 1.5, f) for f in e.friends if f.element == weather)
reached(step, n + 1)
reached(step, n)
exactly(step, n)
reached(step, x)
reached(step, level).day if level > 2 else 1
total
total + odds(e.tier) + odds(rare)
is_it(e, fire) or is_it(phoenix, weather)
e.strength + esprit.phoenix.strength
e.bonus(cinder) + esprit.phoenix.bonus(e)
e.same
of(3) + of(n)
who.level + who.stars(e) + who.owned(phoenix) + who.total
who.mine + friend.of(2) + friend.gold
who == me
full_at(verve) - now
default(full_at(stored(e)), at)
full_at(stored(phoenix))
full_at(who.verve)
full_at(who.stored(e))
count(o for o in esprit if default(full_at(stored(o)), now) > now)
gift(who) + gift(me)
sum(o.strength for o in esprit if owned(o) > 0)
count(o for o in esprit if reached(step, o.power) == s7)
count(o for o in esprit if exactly(step, stars(o)) != none)
sum(floor(default(o.evolves, o).power * 0.7) for o in esprit)
""".strip().splitlines()

# What stands in the source of a loop, where compiled code cannot bind names on the way.
TEXTS += """
sum(k for k in upto(clamp(n - 3, 1, 4)))
count(k for k in upto(floor(clamp(x, 0, 9) * 1.1) + ceil(0.5 * n) + round(clamp(x, 0, 3)) + abs(n - 5)))
sum(f.power for f in default(maybe, e).friends)
count(k for k in upto(min(9, e.strength)))
count(k for k in upto(min(9, who.mine + 2)))
sum(1.02 ** k > 1.05 for k in upto(n))
sum(default(last, today) <= day_of(now) for k in upto(3) if start_of(today) <= now)
count(o for o in esprit if weekday(today) != monday and o.element == fire)
""".strip().splitlines()
