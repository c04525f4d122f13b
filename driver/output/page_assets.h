// The style and the script of the HTML report, compiled in from page/.
#pragma once

#include <string_view>

namespace stateless::lint {

struct PageAsset {
    std::string_view text;
    std::string_view sha256;  // of the text, in hexadecimal digits
};

extern const PageAsset page_style;
extern const PageAsset page_script;

}  // namespace stateless::lint
