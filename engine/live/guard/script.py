"""What Redis does for guards, each as one step: count several rules, begin anew, list and lift blocks.

`engine/live/guard/local.py` says the same in Python, and a test holds them together. Redis 6.2 is enough.

Keys of `JUDGE`: the blocks, since when is counted, then for each rule what it owes and its strikes.
Arguments: the time (0: Redis's own), then for each rule seven whole numbers: apart, most, what the process
that asks knows to be owed, whether the guard is strict, how a strike fades, how many are forgiven, for how
long it blocks. Answers for each rule: what is owed now, how long to wait, for how long it is blocked, whether
that began now.
"""

from __future__ import annotations

_NOW = """
local function whole(x) return string.format('%.0f', x) end
local now = tonumber(ARGV[1])
if now == 0 then local t = redis.call('TIME'); now = t[1] * 1000000 + t[2] end
"""

JUDGE = (
    _NOW
    + """
local function keep(key, left)
  redis.call('SET', key, whole(now + left), 'PX', whole(math.ceil(left / 1000) + 1))
end
local since = tonumber(redis.call('GET', KEYS[2]) or -1)
if since < 0 or since > now then since = now; redis.call('SET', KEYS[2], whole(now)) end
local rules, pass = {}, true
for i = 1, (#KEYS - 2) / 2 do
  local a = 7 * i - 6
  local r = {apart = tonumber(ARGV[a + 1]), most = tonumber(ARGV[a + 2]), hint = tonumber(ARGV[a + 3]),
    strict = ARGV[a + 4] == '1', fade = tonumber(ARGV[a + 5]), spare = tonumber(ARGV[a + 6]),
    block = tonumber(ARGV[a + 7]), key = KEYS[2 * i + 1], strikes = KEYS[2 * i + 2], blocked = 0, began = 0}
  local owed = tonumber(redis.call('GET', r.key) or 0)
  if r.strict then owed = math.max(owed, since + r.most) end
  r.debt = math.min(math.max(owed - now, r.hint, 0), r.most)
  r.wait = math.max(0, r.debt + r.apart - r.most)
  if r.block > 0 then
    local ends = tonumber(redis.call('ZSCORE', KEYS[1], r.key) or 0)
    r.blocked = math.min(math.max(0, ends - now), r.block)
  end
  if r.wait > 0 or r.blocked > 0 then pass = false end
  rules[i] = r
end
local answer = {}
for i, r in ipairs(rules) do
  if pass then r.debt = r.debt + r.apart end
  if pass or r.hint > 0 then keep(r.key, r.debt) end
  if not pass and r.wait > 0 and r.block > 0 and r.blocked == 0 then
    local struck = math.max(tonumber(redis.call('GET', r.strikes) or 0) - now, 0) + r.fade
    if struck <= r.spare then
      keep(r.strikes, struck)
    else
      redis.call('DEL', r.strikes)
      redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', whole(now))
      redis.call('ZADD', KEYS[1], whole(now + r.block), r.key)
      r.blocked = r.block
      r.began = 1
    end
  end
  answer[i] = {r.debt, r.wait, r.blocked, r.began}
end
return answer
"""
)

# Keys: the blocks, since when is counted, which run of the server that was. Arguments: the time, the present
# run, then a key and for how long it is blocked, as often as somebody was blocked by a process alone. Answers
# 1 where this run is another one.
RENEW = (
    _NOW
    + """
local another = 0
if redis.call('GET', KEYS[3]) ~= ARGV[2] then
  another = 1
  redis.call('SET', KEYS[2], whole(now))
  redis.call('SET', KEYS[3], ARGV[2])
end
for i = 3, #ARGV, 2 do redis.call('ZADD', KEYS[1], 'GT', whole(now + ARGV[i + 1]), ARGV[i]) end
return another
"""
)

# Keys: the blocks. Arguments: the time. Answers keys and for how long they are still blocked.
BLOCKS = (
    _NOW
    + """
local answer = {}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', whole(now))
local found = redis.call('ZRANGE', KEYS[1], 0, -1, 'WITHSCORES')
for i = 1, #found, 2 do
  answer[#answer + 1] = found[i]
  answer[#answer + 1] = math.floor(tonumber(found[i + 1]) - now)
end
return answer
"""
)

# Keys: the blocks, what one key owes, its strikes. Answers 1 where it was blocked.
LIFT = """
redis.call('DEL', KEYS[2], KEYS[3])
return redis.call('ZREM', KEYS[1], KEYS[2])
"""
