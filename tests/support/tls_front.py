"""Takes TLS off connections and passes them on: tls_front.py CERTIFICATE KEY PORT. Prints its own port; ends with its input."""
import os
import socket
import ssl
import sys
import threading


def pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass
    for end, how in ((source, socket.SHUT_RD), (target, socket.SHUT_WR)):
        try:
            end.shutdown(how)
        except OSError:
            pass


def serve(connection, context, port):
    try:
        secured = context.wrap_socket(connection, server_side=True)
    except OSError:
        connection.close()
        return
    inner = socket.create_connection(("127.0.0.1", port))
    threading.Thread(target=pump, args=(secured, inner), daemon=True).start()
    pump(inner, secured)
    secured.close()


def main():
    certificate, key, port = sys.argv[1], sys.argv[2], int(sys.argv[3])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)

    def accept():
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=serve, args=(connection, context, port), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
