# Orders pairs as RubyGems does. One pair a line, each text in hexadecimal UTF-8; one answer a line: < = > or ! when one of them
# is no version of a gem, or ? when one of them is blank: RubyGems takes that for 0, the scheme for no version.
require "rubygems"

$stdin.each_line do |line|
  left, right = line.split.map { |part| [part].pack("H*").force_encoding("UTF-8") }
  if left.strip.empty? || right.strip.empty?
    puts "?"
    next
  end
  correct = Gem::Version.correct?(left) && Gem::Version.correct?(right)
  puts correct ? %w[< = >][(Gem::Version.new(left) <=> Gem::Version.new(right)) + 1] : "!"
end
