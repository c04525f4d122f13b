// Text of a stranger as part of a document in a markup language: what it says, and nothing that the language acts on.
#pragma once

#include <string>
#include <string_view>

namespace stateless::lint {

/// For XML 1.0 and HTML, between tags and in quoted attributes. Characters that XML cannot hold, and those that turn
/// the reading direction, become U+FFFD; line ends stay.
std::string markup_escaped(std::string_view text);

/// For a line of Markdown: no emphasis, link, mention, HTML or line break comes of it.
std::string markdown_escaped(std::string_view text);

}  // namespace stateless::lint
