// A mock of MySQL Connector/C++'s own driver.
#pragma once

#include <cppconn/driver.h>

namespace sql::mysql {

class MySQL_Driver : public sql::Driver {
public:
    sql::Connection* connect(const sql::SQLString& host, const sql::SQLString& user,
                             const sql::SQLString& password) override;
};
MySQL_Driver* get_mysql_driver_instance();
MySQL_Driver* get_driver_instance();

}  // namespace sql::mysql
