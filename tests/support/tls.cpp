#include "support/tls.hpp"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace conch::test {

namespace {

void run(const std::string& command) {
    if (std::system((command + " >/dev/null 2>&1").c_str()) != 0) throw std::runtime_error("failed: " + command);
}

}  // namespace

Authority::Authority(const std::string& names) {
    const std::string in = "cd '" + folder_.path() + "' && ";
    write_file(folder_ / "names", "subjectAltName=" + names + "\n");
    run(in +
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 2 "
        "-subj /CN=test-authority");
    run(in +
        "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out server.csr -subj "
        "/CN=test");
    run(in +
        "openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -extfile names -out "
        "server.pem");
}

TlsFront::TlsFront(const Authority& authority, int port_behind) {
    int to_child[2];
    int from_child[2];
    if (::pipe2(to_child, O_CLOEXEC) != 0 || ::pipe2(from_child, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    const std::string port = std::to_string(port_behind);
    const std::string certificate = authority.certificate();
    const std::string key = authority.key();
    child_ = ::fork();
    if (child_ == 0) {
        ::dup2(to_child[0], 0);
        ::dup2(from_child[1], 1);
        ::execlp("python3", "python3", CONCH_TLS_FRONT, certificate.c_str(), key.c_str(), port.c_str(), nullptr);
        ::_exit(127);
    }
    ::close(to_child[0]);
    ::close(from_child[1]);
    input_ = to_child[1];
    std::string text;
    char byte = 0;
    while (::read(from_child[0], &byte, 1) == 1 && byte != '\n')
        text.push_back(byte);
    ::close(from_child[0]);
    if (text.empty()) throw std::runtime_error("the TLS front did not start");
    port_ = std::stoi(text);
}

TlsFront::~TlsFront() {
    ::close(input_);
    int status = 0;
    ::waitpid(child_, &status, 0);
}

}  // namespace conch::test
