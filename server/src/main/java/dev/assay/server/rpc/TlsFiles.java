package dev.assay.server.rpc;

import dev.assay.server.config.ConfigException;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.util.CertificateUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;

/** A certificate and its key, in files. */
final class TlsFiles {
  private static final byte[] PROBE = {1};

  private TlsFiles() {}

  /**
   * Reads both. That they do not belong together is found here, not by the first caller.
   *
   * @param certificate the chain in PEM, the server's own certificate first
   * @param key the private key in PEM (PKCS#8)
   * @throws ConfigException when one cannot be read, the key is another certificate's, or every
   *     user of the machine can read it
   */
  static ServerCredentials credentials(Path certificate, Path key) {
    try (InputStream chain = Files.newInputStream(certificate);
        InputStream secret = Files.newInputStream(key)) {
      SecretFiles.checkWhoReads("tls.key", key);
      X509Certificate[] certificates = CertificateUtils.getX509Certificates(chain);
      if (certificates.length == 0) {
        throw new CertificateException("there is none");
      }
      if (!belongTogether(certificates[0].getPublicKey(), CertificateUtils.getPrivateKey(secret))) {
        throw new ConfigException(
            "tls.key "
                + key
                + " is not the key of the first certificate in tls.certificate "
                + certificate);
      }
      return TlsServerCredentials.create(certificate.toFile(), key.toFile());
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new ConfigException(
          "tls.certificate " + certificate + " or tls.key " + key + " cannot be read: " + e);
    }
  }

  /** Whether the public key verifies what the private key signs. */
  private static boolean belongTogether(PublicKey certified, PrivateKey secret)
      throws GeneralSecurityException {
    String algorithm = certified.getAlgorithm();
    if (!algorithm.equals(secret.getAlgorithm())) {
      return false;
    }
    Signature signature =
        Signature.getInstance("SHA256with" + (algorithm.equals("EC") ? "ECDSA" : algorithm));
    signature.initSign(secret);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(certified);
    signature.update(PROBE);
    return signature.verify(signed);
  }
}
