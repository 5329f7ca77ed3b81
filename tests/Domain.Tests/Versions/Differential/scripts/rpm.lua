-- Orders pairs as rpm does. One pair a line, each text in hexadecimal UTF-8; one answer a line: < = > or ? when one of them is not
-- what rpm lets a package have, [epoch:]version[-release]: its comparison takes any text for a version.
local function decode(text)
  return (text:gsub("%x%x", function(byte) return string.char(tonumber(byte, 16)) end))
end

local function is_version(text)
  local rest = text:gsub("^%d+:", "")
  return rest:match("^[%w._+~^]+$") or rest:match("^[%w._+~^]+%-[%w._+~^]+$")
end

local function answer(left, right)
  if not is_version(left) or not is_version(right) then
    return "?"
  end
  local order = rpm.vercmp(left, right)
  return order < 0 and "<" or order > 0 and ">" or "="
end

for line in io.lines() do
  local left, right = line:match("(%x+) (%x+)")
  io.write(answer(decode(left), decode(right)), "\n")
end
