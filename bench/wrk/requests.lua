-- One request after the other, each with a header drawn at random from a file, so that no server sees one caller alone; or, with the
-- environment variable BENCH_IN_ORDER, with one header of the file after the other. With BENCH_PAUSE, a connection waits for so many
-- milliseconds after each response.
-- Arguments: the file of Authorization headers, a line each ("-" for none); the method; the file of bodies, a line each.
-- Prints for the scripts: FIGURES requests/s, p50 and p99 in milliseconds, answers that were none or not 2xx, answers.

local requests = {}
local in_order = os.getenv("BENCH_IN_ORDER")
local last = 0

local function lines(name)
  local all = {}
  for line in io.lines(name) do
    all[#all + 1] = line
  end
  return all
end

function init(args)
  -- wrk calls this in each thread, with what follows "--".
  local headers = (args[1] and args[1] ~= "-") and lines(args[1]) or { false }
  local method = args[2] or "GET"
  local bodies = args[3] and lines(args[3]) or { false }
  local type = args[4] or "application/json"
  for i = 1, math.max(#headers, #bodies) do
    local header = headers[(i - 1) % #headers + 1]
    local body = bodies[(i - 1) % #bodies + 1]
    local fields = {}
    if header then
      fields["Authorization"] = header
    end
    if body then
      fields["Content-Type"] = type
    end
    requests[i] = wrk.format(method, nil, fields, body or nil)
  end
  math.randomseed(os.time())
end

function request()
  if in_order then
    last = last % #requests + 1
    return requests[last]
  end
  return requests[math.random(#requests)]
end

-- wrk takes another way to send a request if there is such a function.
local pause = tonumber(os.getenv("BENCH_PAUSE") or "0")
if pause > 0 then
  function delay()
    return pause
  end
end

function done(summary, latency)
  local errors = summary.errors
  local bad = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format("FIGURES %.0f %.2f %.2f %d %d\n", summary.requests / (summary.duration / 1e6),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, bad, summary.requests))
end
