// A mock of bsoncxx: documents and their text form.
#pragma once

#include <string>
#include <string_view>

namespace bsoncxx {

namespace document {
class view {
public:
    bool empty() const;
};
class value {
public:
    document::view view() const;
};
class view_or_value {
public:
    view_or_value();
    view_or_value(document::view view);
    view_or_value(document::value value);
};
}  // namespace document

document::value from_json(std::string_view json);
std::string to_json(document::view view);

}  // namespace bsoncxx
