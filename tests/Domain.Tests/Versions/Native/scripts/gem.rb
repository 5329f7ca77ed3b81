# Tells whether a version is inside a requirement as RubyGems does. One requirement and one version a line, each in hexadecimal
# UTF-8; one answer a line: 1 or 0, or ! when it cannot read one of them.
require "rubygems"

$stdin.each_line do |line|
  text, version = line.split.map { |part| [part].pack("H*").force_encoding("UTF-8") }
  begin
    puts Gem::Requirement.new(text.split(",", -1)).satisfied_by?(Gem::Version.new(version)) ? "1" : "0"
  rescue ArgumentError
    puts "!"
  end
end
