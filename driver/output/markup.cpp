// Escaping rests on a list of what may stay rather than of what may not: for Markdown everything that is no letter,
// digit or harmless mark is written as a character reference, which every dialect reads as that character.
#include "output/markup.h"

#include "output/unicode.h"

namespace stateless::lint {

std::string markup_escaped(std::string_view text) {
    std::string result;
    for (const char character : printable(text, LineEnds::kept)) {
        switch (character) {
        case '&': result += "&amp;"; break;
        case '<': result += "&lt;"; break;
        case '>': result += "&gt;"; break;
        case '"': result += "&quot;"; break;
        case '\'': result += "&#39;"; break;
        default: result += character;
        }
    }
    return result;
}

std::string markdown_escaped(std::string_view text) {
    std::string result;
    for (const char character : printable(text)) {
        const auto byte = static_cast<unsigned char>(character);
        const bool letter = (byte | 32) >= 'a' && (byte | 32) <= 'z';
        const bool digit = byte >= '0' && byte <= '9';
        const bool harmless = byte >= 0x80 || std::string_view(" ,;'\"()/=?").find(character) != std::string_view::npos;
        if (letter || digit || harmless) {
            result += character;
            continue;
        }
        result += "&#" + std::to_string(byte) + ";";
        // GitHub looks for people and issues in what the Markdown has become; an invisible space keeps them apart.
        if (character == '@' || character == '#') result += "&#8203;";
    }
    return result;
}

}  // namespace stateless::lint
