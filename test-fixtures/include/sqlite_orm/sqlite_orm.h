// A mock of sqlite_orm.
#pragma once

#include <string>
#include <vector>

namespace sqlite_orm {

namespace internal {
template <typename... Tables>
class storage_t {
public:
    void sync_schema();
    template <typename T>
    std::vector<T> get_all();
    template <typename T>
    int insert(const T& row);
};
template <typename T>
struct column_t {};
template <typename... Columns>
struct table_t {};
}  // namespace internal

template <typename Object, typename Field>
internal::column_t<Field> make_column(const std::string& name, Field Object::*member);
template <typename... Columns>
internal::table_t<Columns...> make_table(const std::string& name, Columns... columns);
template <typename... Tables>
internal::storage_t<Tables...> make_storage(std::string filename, Tables... tables);

}  // namespace sqlite_orm
